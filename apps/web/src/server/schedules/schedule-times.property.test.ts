// Every time of a schedule is decided about once, whatever happens: passes at any moments, outages, runs that go on.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideDue, timesOf, timesWithin } from "./schedule-times.ts";
import type { DecidedTime, DuePolicy } from "./schedule-times.ts";

const EVERY = 7_000;
const next = timesOf("every", { intervalMs: EVERY }, 0);

interface Pass {
  readonly afterMs: number;
  readonly active: boolean;
}

function decideAll(
  policy: DuePolicy,
  passes: readonly Pass[],
): { readonly decided: DecidedTime[]; readonly until: number } {
  const decided: DecidedTime[] = [];
  let cursorMs = 0;
  let nowMs = 0;
  for (const { afterMs, active } of passes) {
    nowMs += afterMs;
    const decision = decideDue({ ...policy, next, cursorMs, nowMs, active });
    expect(decision.cursorMs).toBeGreaterThanOrEqual(cursorMs);
    if (decision.nextMs !== undefined) expect(decision.nextMs).toBeGreaterThan(decision.cursorMs);
    cursorMs = decision.cursorMs;
    decided.push(...decision.decided);
  }
  return { decided, until: cursorMs };
}

describe("the times of a schedule", () => {
  test("are each decided about once, in order, under every policy", () => {
    const policy = fc.record({
      overlap: fc.constantFrom("allow", "skip", "queue"),
      catchUp: fc.constantFrom("latest", "all"),
      catchUpWindowMs: fc.constantFrom(0, 30_000, 500_000),
    });
    const pass = fc.record({
      afterMs: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.constant(600_000)),
      active: fc.boolean(),
    });
    fc.assert(
      fc.property(policy, fc.array(pass, { maxLength: 30 }), (chosen, passes) => {
        const { decided, until } = decideAll(chosen, passes);
        expect(decided.map(({ atMs }) => atMs)).toEqual(decided.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
        const counted = decided.reduce((sum, { count }) => sum + count, 0);
        expect(counted).toBe(timesWithin(next, 0, until, 10_000).length);
      }),
    );
  });

  test("never start a run while one goes on, unless that is allowed", () => {
    for (const overlap of ["skip", "queue"] as const) {
      const { decided } = decideDue({
        overlap,
        catchUp: "all",
        catchUpWindowMs: 1e9,
        next,
        cursorMs: 0,
        nowMs: 9e4,
        active: true,
      });
      expect(decided.filter(({ outcome }) => outcome === "started")).toEqual([]);
    }
  });
});

const asked = {
  overlap: "allow",
  catchUp: "latest",
  catchUpWindowMs: 60_000,
  next,
  cursorMs: 0,
  active: false,
} as const;

describe("after an outage", () => {
  test("the latest time is started and the others are missed", () => {
    expect(decideDue({ ...asked, nowMs: 35_000, next: timesOf("every", { intervalMs: 12_000 }, 0) })).toEqual({
      decided: [
        { atMs: 12_000, outcome: "missed", count: 1 },
        { atMs: 24_000, outcome: "started", count: 1 },
      ],
      cursorMs: 24_000,
      nextMs: 36_000,
    });
  });

  test("nothing is started for times older than the window", () => {
    const daily = timesOf("every", { intervalMs: 1_000_000 }, 0);
    expect(decideDue({ ...asked, next: daily, nowMs: 1_900_000 })).toEqual({
      decided: [{ atMs: 1_000_000, outcome: "missed", count: 1 }],
      cursorMs: 1_000_000,
      nextMs: 2_000_000,
    });
  });

  test("of a year, a schedule of every second is decided at once", () => {
    const everySecond = timesOf("every", { intervalMs: 1_000 }, 0);
    const year = 365 * 86_400_000;
    const { decided } = decideDue({ ...asked, next: everySecond, nowMs: year });
    expect(decided[0]).toEqual({ atMs: year - 10_000, outcome: "missed", count: 1_000 });
    expect(decided.slice(1).map(({ outcome }) => outcome)).toEqual(Array.from({ length: 10 }, () => "started"));
  });
});

test("a queued start waits for the run to end, and takes the time that was due", () => {
  const queue = { ...asked, overlap: "queue", nowMs: 7_500 } as const;
  expect(decideDue({ ...queue, active: true })).toEqual({ decided: [], cursorMs: 0, nextMs: undefined });
  expect(decideDue({ ...queue, nowMs: 9_000 })).toEqual({
    decided: [{ atMs: 7_000, outcome: "started", count: 1 }],
    cursorMs: 7_000,
    nextMs: 14_000,
  });
});
