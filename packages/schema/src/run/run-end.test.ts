import { expect, test } from "vitest";
import { applyRunEvent, emptyRunSnapshot } from "./apply-run-event.ts";
import { endsRun, hasEnded } from "./run-end.ts";
import type { RunEvent, RunEventBody } from "./run-event.ts";

const error = { type: "https://serverlessworkflow.io/spec/1.0.0/errors/runtime", status: 500 };
const bodies: readonly RunEventBody[] = [
  { type: "workflow.started", input: {}, dsl: "1.0.3", engine: "test" },
  { type: "workflow.suspended" },
  { type: "workflow.resumed" },
  { type: "workflow.completed", output: 1 },
  { type: "workflow.faulted", error },
  { type: "workflow.cancelled" },
];

test("an event ends a run exactly where the state after it is an end", () => {
  const ends = bodies.map((body): RunEvent => ({ ...body, seq: 1, at: 1 })).filter(endsRun);
  expect(ends.map(({ type }) => type)).toEqual(["workflow.completed", "workflow.faulted", "workflow.cancelled"]);
  for (const body of bodies) {
    const event: RunEvent = { ...body, seq: 1, at: 1 };
    expect(hasEnded(applyRunEvent(emptyRunSnapshot, event).status)).toBe(endsRun(event));
  }
});
