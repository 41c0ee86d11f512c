import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyRunEvent, applyRunEvents, emptyRunSnapshot } from "./apply-run-event.ts";
import { headOf } from "./run-event.ts";
import type { RunEvent, RunEventBody } from "./run-event.ts";
import type { RunSnapshot } from "./run-snapshot.ts";

const execution = fc.record({
  task: fc.constantFrom("/do/0/a", "/do/1/b", "/do/1/b/do/0/c"),
  name: fc.constantFrom("a", "b"),
  execution: fc.integer({ min: 1, max: 5 }),
  iteration: fc.array(fc.nat(2), { maxLength: 2 }),
  attempt: fc.integer({ min: 1, max: 3 }),
});
const error = fc.record({ type: fc.string(), status: fc.nat() });
const body: fc.Arbitrary<RunEventBody> = fc.oneof(
  fc.record({
    type: fc.constant("workflow.started" as const),
    input: fc.integer(),
    dsl: fc.string(),
    engine: fc.string(),
  }),
  fc.record({
    type: fc.constantFrom("workflow.suspended" as const, "workflow.resumed" as const, "workflow.cancelled" as const),
  }),
  fc.record({ type: fc.constant("workflow.completed" as const), output: fc.integer() }),
  fc.record({ type: fc.constant("workflow.faulted" as const), error }),
  fc.tuple(execution, fc.integer()).map(([e, input]) => ({ type: "task.started" as const, ...e, input })),
  fc.tuple(execution, fc.integer()).map(([e, output]) => ({ type: "task.completed" as const, ...e, output })),
  fc.tuple(execution, error).map(([e, fault]) => ({ type: "task.faulted" as const, ...e, error: fault })),
  fc.tuple(execution, error).map(([e, fault]) => ({ type: "task.retried" as const, ...e, error: fault, delayMs: 1 })),
  execution.map((e) => ({ type: "task.skipped" as const, ...e })),
  execution.map((e) => ({ type: "task.cancelled" as const, ...e })),
);
const journal = fc
  .array(body, { maxLength: 30 })
  .map((bodies): RunEvent[] => bodies.map((b, i) => ({ ...b, seq: i + 1, at: i })));

function withoutData({ input: _in, output: _out, tasks, ...run }: RunSnapshot): object {
  const bare = Object.entries(tasks).map(([task, { input: _input, output: _output, ...state }]) => [task, state]);
  return { ...run, tasks: Object.fromEntries(bare) };
}

describe("law 5", () => {
  test("[R1] folding a prefix and then the rest, with any overlap, equals folding all", () => {
    fc.assert(
      fc.property(journal, fc.nat(), fc.nat(), (events, a, b) => {
        const cut = events.length === 0 ? 0 : a % (events.length + 1);
        const again = cut === 0 ? 0 : b % (cut + 1);
        const all = events.reduce(applyRunEvent, emptyRunSnapshot);
        const prefix = events.slice(0, cut).reduce(applyRunEvent, emptyRunSnapshot);
        expect(events.slice(again).reduce(applyRunEvent, prefix)).toEqual(all);
        expect(events.reduce(applyRunEvent, all)).toBe(all);
        expect(applyRunEvents(emptyRunSnapshot, events)).toEqual(all);
        expect(applyRunEvents(applyRunEvents(emptyRunSnapshot, events.slice(0, cut)), events)).toEqual(all);
      }),
    );
  });

  test("[R2] a snapshot is never changed", () => {
    fc.assert(
      fc.property(journal, body, (events, next) => {
        const before = applyRunEvents(emptyRunSnapshot, events);
        const copy = structuredClone(before);
        const after = applyRunEvent(before, { ...next, seq: events.length + 1, at: 0 });
        expect(before).toEqual(copy);
        const changed = Object.keys(after.tasks).filter((task) => after.tasks[task] !== before.tasks[task]);
        expect(changed.filter((task) => !("task" in next) || task !== next.task)).toEqual([]);
      }),
    );
  });

  test("[R5] events without their data fold to the same snapshot without its data", () => {
    fc.assert(
      fc.property(journal, (events) => {
        const heads = applyRunEvents(emptyRunSnapshot, events.map(headOf));
        expect(heads).toEqual(withoutData(applyRunEvents(emptyRunSnapshot, events)));
        expect(JSON.stringify(heads)).not.toMatch(/"(?:in|out)put":/u);
      }),
    );
  });
});
