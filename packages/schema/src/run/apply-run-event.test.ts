import { describe, expect, test } from "vitest";
import { applyRunEvent, applyRunEvents, emptyRunSnapshot } from "./apply-run-event.ts";
import type { RunEvent, RunEventBody, TaskExecution } from "./run-event.ts";

/** Numbers bodies from 1, a second apart. */
function journal(...bodies: readonly RunEventBody[]): RunEvent[] {
  return bodies.map((body, i) => ({ ...body, seq: i + 1, at: 1000 * (i + 1) }));
}

const of = (execution: number, more: Partial<TaskExecution> = {}): TaskExecution => ({
  task: "/do/0/a",
  name: "a",
  execution,
  iteration: [],
  attempt: 1,
  ...more,
});

describe("applyRunEvent", () => {
  test("[R3] a run from start to end", () => {
    const events = journal(
      { type: "workflow.started", input: { n: 1 }, dsl: "1.0.3", engine: "0.1.0" },
      { type: "task.started", ...of(1), input: 1 },
      { type: "task.completed", ...of(1), output: 2 },
      { type: "workflow.completed", output: 2 },
    );
    expect(applyRunEvents(emptyRunSnapshot, events)).toEqual({
      seq: 4,
      status: "completed",
      input: { n: 1 },
      output: 2,
      startedAt: 1000,
      endedAt: 4000,
      tasks: {
        "/do/0/a": {
          ...of(1),
          status: "completed",
          executions: 1,
          completed: 1,
          faulted: 0,
          input: 1,
          output: 2,
          startedAt: 2000,
          endedAt: 3000,
        },
      },
    });
  });

  test("[R3] the latest execution is shown, all are counted", () => {
    const events = journal(
      { type: "task.started", ...of(1, { iteration: [0] }), input: 1 },
      { type: "task.started", ...of(2, { iteration: [1] }), input: 2 },
      { type: "task.completed", ...of(1, { iteration: [0] }), output: 10 },
    );
    const task = applyRunEvents(emptyRunSnapshot, events).tasks["/do/0/a"];
    expect(task).toEqual({
      ...of(2, { iteration: [1] }),
      status: "running",
      executions: 2,
      completed: 1,
      faulted: 0,
      input: 2,
      startedAt: 2000,
    });
  });

  test("[R3] a retried task keeps the error until its next execution", () => {
    const error = { type: "x", status: 503 };
    const events = journal(
      { type: "task.started", ...of(1), input: null },
      { type: "task.faulted", ...of(1), error },
      { type: "task.retried", ...of(1, { attempt: 2 }), error, delayMs: 10 },
      { type: "task.started", ...of(2, { attempt: 2 }), input: null },
    );
    const statuses = events.map((_, i) => {
      const task = applyRunEvents(emptyRunSnapshot, events.slice(0, i + 1)).tasks["/do/0/a"];
      return [task?.status, task?.attempt, task?.faulted, task?.error?.status];
    });
    expect(statuses).toEqual([
      ["running", 1, 0, undefined],
      ["faulted", 1, 1, 503],
      ["running", 2, 1, 503],
      ["running", 2, 1, undefined],
    ]);
  });

  test("[R3] skipped, cancelled, suspended, resumed, faulted", () => {
    const error = { type: "x", status: 500, title: "t" };
    const events = journal(
      { type: "task.skipped", ...of(1) },
      { type: "task.started", ...of(2, { task: "/do/1/b", name: "b" }), input: null },
      { type: "workflow.suspended" },
      { type: "workflow.resumed" },
      { type: "task.cancelled", ...of(2, { task: "/do/1/b", name: "b" }) },
      { type: "workflow.faulted", error },
    );
    const run = applyRunEvents(emptyRunSnapshot, events);
    expect([run.status, run.error, run.tasks["/do/0/a"]?.status, run.tasks["/do/1/b"]?.status]).toEqual([
      "faulted",
      error,
      "skipped",
      "cancelled",
    ]);
    expect(applyRunEvents(emptyRunSnapshot, events.slice(0, 3)).status).toBe("suspended");
  });

  test("[R2] only the task that an event names is new", () => {
    const [first, second] = journal(
      { type: "task.started", ...of(1), input: null },
      { type: "task.started", ...of(2, { task: "/do/1/b", name: "b" }), input: null },
    );
    if (first === undefined || second === undefined) throw new Error("two events");
    const before = applyRunEvent(emptyRunSnapshot, first);
    const after = applyRunEvent(before, second);
    expect(after.tasks["/do/0/a"]).toBe(before.tasks["/do/0/a"]);
    expect(applyRunEvent(after, second)).toBe(after);
  });

  test("[R4] an event beyond a gap is applied", () => {
    const run = applyRunEvent(emptyRunSnapshot, { type: "workflow.cancelled", seq: 7, at: 1 });
    expect([run.seq, run.status]).toEqual([7, "cancelled"]);
  });
});
