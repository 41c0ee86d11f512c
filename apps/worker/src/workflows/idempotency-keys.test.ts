// Keys of effects: equal for repetitions of a step, different for different steps.

import { describe, expect, it } from "vitest";
import type { TaskExecution } from "@ironweave/schema/run";
import { IdempotencyKeys } from "./idempotency-keys.ts";

const at = (task: string, iteration: readonly number[] = [], attempt = 1): TaskExecution => ({
  task,
  name: task,
  execution: 0,
  iteration,
  attempt,
});

describe("idempotency keys", () => {
  it("hold tenant, run, task and the indices of the loops", () => {
    expect(new IdempotencyKeys("t", "r").keyOf(at("/do/0/create", [2, 0]))).toBe("t/r/do/0/create/2.0");
  });

  it("are equal for each attempt of a retried task, in each iteration", () => {
    const keys = new IdempotencyKeys("t", "r");
    const made = [at("/x", [0], 1), at("/x", [0], 2), at("/x", [1], 1), at("/x", [1], 2)].map((step) =>
      keys.keyOf(step),
    );
    expect(made).toEqual(["t/r/x/0", "t/r/x/0", "t/r/x/1", "t/r/x/1"]);
  });

  it("differ when the document jumps back to the task", () => {
    const keys = new IdempotencyKeys("t", "r");
    expect([keys.keyOf(at("/x")), keys.keyOf(at("/x")), keys.keyOf(at("/x", [], 2))]).toEqual([
      "t/r/x",
      "t/r/x#2",
      "t/r/x#2",
    ]);
  });

  it("are equal when a try that holds a loop is run again", () => {
    const keys = new IdempotencyKeys("t", "r");
    const steps = [at("/x", [0], 1), at("/x", [1], 1), at("/x", [0], 2), at("/x", [1], 2)];
    expect(steps.map((step) => keys.keyOf(step))).toEqual(["t/r/x/0", "t/r/x/1", "t/r/x/0", "t/r/x/1"]);
  });

  it("go on in the next execution of the run", () => {
    const first = new IdempotencyKeys("t", "r");
    first.keyOf(at("/x"));
    expect(new IdempotencyKeys("t", "r", first.save()).keyOf(at("/x"))).toBe("t/r/x#2");
  });
});
