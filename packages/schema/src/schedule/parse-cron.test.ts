import { describe, expect, test } from "vitest";
import { cronProblem, parseCron } from "./parse-cron.ts";

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const daily = { days: range(1, 31), months: range(1, 12), weekdays: range(0, 6), eitherDay: false, zone: "UTC" };

describe("a cron expression", () => {
  test("is read field by field: numbers, names, ranges, lists and steps", () => {
    expect(parseCron("*/20 8-10,22 1-7/3,31 JAN,jun Mon-Fri")).toEqual({
      minutes: [0, 20, 40],
      hours: [8, 9, 10, 22],
      days: [1, 4, 7, 31],
      months: [1, 6],
      weekdays: [1, 2, 3, 4, 5],
      eitherDay: true,
      zone: "UTC",
    });
  });

  test("may be a name, and Sunday is 0 as well as 7", () => {
    expect(parseCron("@daily")).toEqual({ ...daily, minutes: [0], hours: [0] });
    expect(parseCron("0 0 * * 5-7")).toMatchObject({ weekdays: [5, 6, 0] });
  });

  test("goes on to the end of the field from a single value with a step", () => {
    expect(parseCron("40/7 * * * ?")).toEqual({ ...daily, minutes: [40, 47, 54], hours: range(0, 23) });
  });

  test("may stand in a time zone", () => {
    expect(parseCron("CRON_TZ=Europe/Berlin 0 3 * * *")).toEqual({
      ...daily,
      minutes: [0],
      hours: [3],
      zone: "Europe/Berlin",
    });
  });

  test.each([
    ["", "a cron expression has five fields (minute, hour, day, month, weekday), not 0"],
    ["0 0 * *", "a cron expression has five fields (minute, hour, day, month, weekday), not 4"],
    ["0 0 0 * * *", "a cron expression has five fields (minute, hour, day, month, weekday), not 6"],
    ["60 0 * * *", '"60" is not a minute (0 to 59)'],
    ["0 25 * * *", '"25" is not a hour (0 to 23)'],
    ["0 5-3 * * *", '"5-3" is not a hour (0 to 23)'],
    ["0 1- * * *", '"1-" is not a hour (0 to 23)'],
    ["0 */0 * * *", '"*/0" is not a hour (0 to 23)'],
    ["0 0 L * *", '"L" is not a day of the month (1 to 31)'],
    ["0 0 30 2 *", 'it never comes: no month of "2" has a day 30'],
    ["@reboot", '"@reboot" is not known; possible: @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly'],
    ["CRON_TZ=Europe/Nowhere 0 0 * * *", '"Europe/Nowhere" is not a time zone, e.g. Europe/Berlin'],
  ])("%j is refused with a sentence", (text, problem) => {
    expect(cronProblem(text)).toBe(problem);
  });
});
