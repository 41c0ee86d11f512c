import { expect, test } from "vitest";
import type { Execution } from "./execution-index.ts";
import { formatDuration } from "./format-duration.ts";
import { layoutTimeline } from "./timeline.ts";

const execution = (n: number, startedAt: number, endedAt?: number): Execution => ({
  execution: n,
  task: `/do/${n}/t`,
  name: "t",
  iteration: [],
  attempt: 1,
  status: endedAt === undefined ? "running" : "completed",
  startSeq: n,
  startedAt,
  ...(endedAt === undefined ? {} : { endedAt }),
});

test("bars are drawn to scale where nothing is idle", () => {
  const { bars, gaps } = layoutTimeline([execution(1, 0, 500), execution(2, 500, 1000)], 1000);
  expect(bars.map((b) => [b.left, b.width])).toEqual([
    [0, 0.5],
    [0.5, 0.5],
  ]);
  expect(gaps).toEqual([]);
});

test("a wait of a day is folded, and what came before and after stays readable", () => {
  const day = 86_400_000;
  const { bars, gaps } = layoutTimeline(
    [execution(1, 0, 1000), execution(2, 1000, day), execution(3, day, day + 1000)],
    day + 1000,
  );
  expect(gaps.map((g) => [g.from, g.to])).toEqual([[1000, day]]);
  expect(bars[0]?.width).toBeGreaterThan(0.2);
  expect(bars[2]?.width).toBeGreaterThan(0.2);
});

test("a run that took no time begins at the beginning", () => {
  const { bars } = layoutTimeline([execution(1, 7, 7), execution(2, 7, 7)], 7);
  expect(bars.map((b) => [b.left, b.width])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test("a running bar reaches to now", () => {
  const { bars, position } = layoutTimeline([execution(1, 0)], 100);
  expect(bars.map((b) => [b.left, b.width])).toEqual([[0, 1]]);
  expect(position(50)).toBe(0.5);
});

test("no executions give an empty timeline", () => {
  expect(layoutTimeline([], 5).bars).toEqual([]);
});

test.each([
  [-5, "0 ms"],
  [850, "850 ms"],
  [2_449, "2.4 s"],
  [59_999, "59 s"],
  [200_000, "3 min 20 s"],
  [7_500_000, "2 h 5 min"],
  [7_200_000, "2 h"],
  [356_400_000, "4 d 3 h"],
])("%d ms reads %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
