// The checker must see: each law is broken once, and it says so.

import { describe, expect, it } from "vitest";
import type { RunEvent, RunEventBody } from "@ironweave/schema/run";
import { checkNothingLost } from "./check-nothing-lost.ts";

const execution = (name: string) => ({ task: `/do/0/${name}`, name, execution: 1, iteration: [], attempt: 1 });
const journal = (...bodies: readonly RunEventBody[]): readonly RunEvent[] =>
  bodies.map((body, index) => ({ ...body, seq: index + 1, at: 0 }));
const done = (name: string): RunEventBody => ({ type: "task.completed", output: null, ...execution(name) });
const end: RunEventBody = { type: "workflow.completed", output: null };
const invocation = { tenantId: "t", runId: "r", steps: ["a", "b"] };
const effect = (step: string, key = `t/r/do/0/${step}`) => ({ key, step, attempts: 1 });
const good = journal(done("a"), done("b"), end);

const laws = (events: readonly RunEvent[], effects: readonly ReturnType<typeof effect>[]): readonly string[] => [
  ...new Set(checkNothingLost([invocation], new Map([["r", events]]), effects).map(({ law }) => law)),
];

describe("the checker of crash tests", () => {
  it("accepts what is right", () => expect(laws(good, [effect("a"), effect("b")])).toEqual([]));
  it("[L1] reports a run without an end", () => {
    expect(laws(good.slice(0, 2), [effect("a"), effect("b")])).toEqual(["L1"]);
  });
  it("[L1] reports a gap", () => {
    const gap = good.map((event) => (event.seq === 3 ? { ...event, seq: 4 } : event));
    expect(laws(gap, [effect("a"), effect("b")])).toEqual(["L1"]);
  });
  it("[L2] reports a run that nobody started", () => {
    const journals = new Map([
      ["r", good],
      ["ghost", good],
    ]);
    const found = checkNothingLost([invocation], journals, [effect("a"), effect("b")]);
    expect(found.map(({ law, runId }) => `${law} ${runId}`)).toEqual(["L2 ghost"]);
  });
  it("[L3] reports a doubled and a lost effect", () => {
    expect(laws(good, [effect("a"), effect("b"), effect("b")])).toEqual(["L3", "L4"]);
    expect(laws(good, [effect("a")])).toEqual(["L3", "L4"]);
  });
  it("[L4] reports effects out of order", () => expect(laws(good, [effect("b"), effect("a")])).toEqual(["L4"]));
  it("[L5] reports a journal that tells another story", () => {
    expect(laws(journal(done("a"), end), [effect("a"), effect("b")])).toEqual(["L5"]);
  });
});
