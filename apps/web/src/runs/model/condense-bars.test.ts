import type { TaskStatus } from "@ironweave/schema/run";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { condenseBars, MAX_MARKS } from "./condense-bars.ts";
import type { Execution } from "./execution-index.ts";
import type { TimelineBar } from "./timeline.ts";

function bar(execution: number, left: number, width: number, status: TaskStatus = "completed"): TimelineBar {
  const times = { startSeq: execution, startedAt: execution };
  const task = { task: "/do/0/a", name: "a", iteration: [], attempt: 1 };
  return { left, width, execution: { ...task, ...times, execution, status } satisfies Execution };
}

test("a row of a few bars is drawn as it is", () => {
  expect(condenseBars([bar(1, 0, 0.5), bar(2, 0.5, 0.5, "faulted")])).toMatchObject([
    { left: 0, width: 0.5, status: "completed", count: 1, faulted: 0 },
    { left: 0.5, width: 0.5, status: "faulted", count: 1, faulted: 1 },
  ]);
});

test("a mark of many shows the failure among them and leads to it", () => {
  const bars = Array.from({ length: 5_000 }, (_, i) =>
    bar(i, i / 5_000, 1 / 5_000, i === 4_321 ? "faulted" : "completed"),
  );
  const marks = condenseBars(bars);
  const failed = marks.filter((mark) => mark.status === "faulted");
  expect(failed.map(({ execution, faulted }) => [execution.execution, faulted])).toEqual([[4_321, 1]]);
});

test("every execution is in one mark, marks are bounded, and none is shorter than what it stands for", () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(part, part), { minLength: 1, maxLength: 1_000 }), (places) => {
      const bars = places.map(([left, width], i) => bar(i, left, Math.min(width, 1 - left)));
      const marks = condenseBars(bars);
      expect(marks.length).toBeLessThanOrEqual(MAX_MARKS);
      expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(bars.length);
      const ends = (all: readonly { readonly left: number; readonly width: number }[]) =>
        all.reduce((most, { left, width }) => Math.max(most, left + width), 0);
      expect(ends(marks)).toBeCloseTo(ends(bars));
    }),
  );
});
