import { expect, test } from "vitest";
import type { RunEventHead } from "@ironweave/schema/run";
import { EMPTY_EXECUTION_INDEX, indexExecutions } from "./execution-index.ts";

const place = { task: "/do/0/a", name: "a", execution: 1, iteration: [], attempt: 1 };
const events: readonly RunEventHead[] = [
  { seq: 1, at: 10, type: "workflow.started", dsl: "1.0.3", engine: "t" },
  { seq: 2, at: 11, type: "task.started", ...place },
  { seq: 3, at: 15, type: "task.completed", ...place },
  { seq: 4, at: 16, type: "task.skipped", ...place, execution: 2, task: "/do/1/b", name: "b" },
];

test("an execution says which events hold its input and its output, and when it ran", () => {
  expect(indexExecutions(EMPTY_EXECUTION_INDEX, events).byTask.get("/do/0/a")).toEqual([
    {
      ...place,
      status: "completed",
      startSeq: 2,
      endSeq: 3,
      startedAt: 11,
      endedAt: 15,
      input: { seq: 2, at: 11 },
      output: { seq: 3, at: 15 },
    },
  ]);
});

test("feeding events one by one, or again, gives the same index as feeding them at once", () => {
  const atOnce = indexExecutions(EMPTY_EXECUTION_INDEX, events);
  const stepwise = events.reduce((index, event) => indexExecutions(index, [event]), EMPTY_EXECUTION_INDEX);
  expect(stepwise).toEqual(atOnce);
  expect(indexExecutions(atOnce, events)).toBe(atOnce);
});

test("a skipped task is an execution that ended as it began", () => {
  const skipped = indexExecutions(EMPTY_EXECUTION_INDEX, events).byTask.get("/do/1/b");
  expect(skipped?.map((e) => [e.status, e.startSeq, e.endSeq])).toEqual([["skipped", 4, 4]]);
});
