import { parseCron } from "@ironweave/schema";
import { describe, expect, test } from "vitest";
import { nextCronTime } from "./cron-times.ts";

/** The next `count` times after an ISO time. */
function times(text: string, after: string, count: number): readonly string[] {
  const cron = parseCron(text);
  if ("problem" in cron) throw new Error(cron.problem);
  const found: string[] = [];
  for (let at = Date.parse(after); found.length < count;) {
    at = nextCronTime(cron, at) ?? Number.NaN;
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

describe("the times of a cron expression", () => {
  test("come after the time given, and never at it", () => {
    expect(times("*/15 * * * *", "2026-01-01T00:15:00Z", 3)).toEqual([
      "2026-01-01T00:30",
      "2026-01-01T00:45",
      "2026-01-01T01:00",
    ]);
  });

  test("cross months and years, and leave out days that a month lacks", () => {
    expect(times("30 23 31 * *", "2026-12-31T23:30:00Z", 3)).toEqual([
      "2027-01-31T23:30",
      "2027-03-31T23:30",
      "2027-05-31T23:30",
    ]);
  });

  test("wait for the 29th of February, over a century without one", () => {
    expect(times("0 0 29 2 *", "2096-03-01T00:00:00Z", 1)).toEqual(["2104-02-29T00:00"]);
  });

  test("are on the 13th and on each Friday where both are given, on weekdays only where only those are", () => {
    expect(times("0 0 13 * fri", "2026-01-08T00:00:00Z", 3)).toEqual([
      "2026-01-09T00:00",
      "2026-01-13T00:00",
      "2026-01-16T00:00",
    ]);
    expect(times("0 0 * * mon", "2026-01-08T00:00:00Z", 2)).toEqual(["2026-01-12T00:00", "2026-01-19T00:00"]);
  });

  test("follow the zone's clock through the year", () => {
    expect(times("CRON_TZ=Europe/Berlin 0 3 * * *", "2026-03-27T12:00:00Z", 3)).toEqual([
      "2026-03-28T02:00",
      "2026-03-29T01:00",
      "2026-03-30T01:00",
    ]);
    expect(times("CRON_TZ=America/New_York 0 22 * * *", "2026-06-01T00:00:00Z", 2)).toEqual([
      "2026-06-01T02:00",
      "2026-06-02T02:00",
    ]);
  });

  test("that the change of clocks leaves out come when the clock has jumped", () => {
    expect(times("CRON_TZ=Europe/Berlin 30 2 * * *", "2026-03-28T12:00:00Z", 2)).toEqual([
      "2026-03-29T01:30",
      "2026-03-30T00:30",
    ]);
  });

  test("that come twice count once, and both times where every hour counts", () => {
    expect(times("CRON_TZ=Europe/Berlin 30 2 * * *", "2026-10-24T12:00:00Z", 2)).toEqual([
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
    expect(times("CRON_TZ=Europe/Berlin 30 * * * *", "2026-10-24T23:31:00Z", 4)).toEqual([
      "2026-10-25T00:30",
      "2026-10-25T01:30",
      "2026-10-25T02:30",
      "2026-10-25T03:30",
    ]);
  });
});
