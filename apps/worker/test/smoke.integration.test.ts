// The least that must hold: a document runs on a real Temporal server and its journal is complete.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestWorker } from "./support/test-worker.ts";
import type { TestWorker } from "./support/test-worker.ts";

const document = (tasks: readonly object[], rest: object = {}) =>
  JSON.parse(
    JSON.stringify({
      document: { dsl: "1.0.3", namespace: "default", name: "test", version: "1.0.0" },
      ...rest,
      do: tasks,
    }),
  );

describe("a document on Temporal", () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await startTestWorker();
  });
  afterAll(() => worker[Symbol.asyncDispose]());

  it("completes with its output and a journal without gaps", async () => {
    const report = await worker.run(
      document([{ one: { set: { a: "${ .n + 1 }" } } }, { two: { set: { b: "${ .a }" } } }]),
      {
        n: 1,
      },
    );
    expect({
      status: report.status,
      output: report.output,
      types: report.events.map(({ seq, type }) => `${seq} ${type}`),
    }).toEqual({
      status: "completed",
      output: { b: 2 },
      types: [
        "1 workflow.started",
        "2 task.started",
        "3 task.completed",
        "4 task.started",
        "5 task.completed",
        "6 workflow.completed",
      ],
    });
  });
});
