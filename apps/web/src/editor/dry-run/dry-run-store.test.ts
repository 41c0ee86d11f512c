import { load } from "js-yaml";
import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { dryRun, type DryRunPlan } from "./dry-run.ts";
import type { DryRunAnswer } from "./dry-run-client.ts";
import { createDryRunStore } from "./dry-run-store.ts";

const document = load(`document: { dsl: '1.0.3', namespace: n, name: w, version: '1.0.0' }
do:
  - ask: { call: http, with: { method: get, endpoint: 'https://a.test' } }
  - pick: { switch: [{ good: { when: .ok, then: done } }, { bad: { then: end } }] }
  - done: { set: { done: true } }
`) as Json;

/** A client that answers when told to, and timers that fire when told to. */
async function opened() {
  const asked: { plan: DryRunPlan; report: (answer: DryRunAnswer) => void }[] = [];
  const timers: (() => void)[] = [];
  const store = createDryRunStore({
    document,
    texts: { input: "{}", mocks: { ask: "output: { ok: true }" }, events: "", pins: {} },
    client: { run: (plan, report) => void asked.push({ plan, report }), stop: () => {} },
    later: (run) => {
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
  });
  const answer = async () => {
    for (const run of timers.splice(0)) run();
    for (const { plan, report } of asked.splice(0)) report({ type: "result", result: await dryRun(plan) });
  };
  store.runNow();
  await answer();
  return { store, answer, timers };
}

const place = (state: { selected: string | undefined; cursor: number | undefined }) => [state.selected, state.cursor];

test("steps go from one start of a task to the next, and end at the end", async () => {
  const { store } = await opened();
  store.moveTo(0);
  const seen = [1, 2, 3, 4].map(() => {
    store.step(1);
    return place(store.getState());
  });
  expect(seen).toEqual([
    ["/do/0/ask", 2],
    ["/do/1/pick", 4],
    ["/do/2/done", 6],
    [undefined, undefined],
  ]);
  store.step(-1);
  expect(place(store.getState())).toEqual(["/do/2/done", 6]);
});

test("one can stand before a chosen step, unless the run does not come there", async () => {
  const { store, answer } = await opened();
  expect(store.runTo("/do/2/done")).toBe(true);
  expect(place(store.getState())).toEqual(["/do/2/done", 6]);
  store.setMock("ask", "output: { ok: false }");
  await answer();
  expect(store.runTo("/do/2/done")).toBe(false);
});

test("an answer that is changed in the middle changes what follows, and the reader stays where they are", async () => {
  const { store, answer, timers } = await opened();
  store.runTo("/do/1/pick");
  store.setMock("ask", "output: { ok: false }");
  store.setMock("ask", "output: { ok: 0, no: 1 }");
  expect(timers).toHaveLength(1);
  await answer();
  expect(place(store.getState())).toEqual(["/do/1/pick", 4]);
  expect(store.getState().result?.end).toEqual({ type: "completed", output: { done: true } });
});

test("a pin is kept until it is taken off", async () => {
  const { store, answer } = await opened();
  store.pin("/do/0/ask", { ok: false });
  await answer();
  expect(store.getState().result?.calls).toEqual([]);
  store.unpin("/do/0/ask");
  await answer();
  expect(store.getState().result?.calls).toHaveLength(1);
});
