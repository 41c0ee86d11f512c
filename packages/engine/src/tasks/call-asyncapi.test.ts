// Subscriptions over checkpoints, and how they are closed. What they mean is in conformance/calls.yaml.

import type { Json, JsonObject } from "@ironweave/jq";
import { expect, test } from "vitest";
import { createMemoryHost } from "../memory-host/index.ts";
import { runWorkflow } from "../run-workflow.ts";
import { parseDocument } from "../testing/run-yaml.ts";

/** Runs with a broker that gives two messages at a time; a JSON round trip at every checkpoint. */
async function consume(subscription: string, shouldCheckpoint: () => boolean) {
  const document = parseDocument(
    `do: [{ a: { call: asyncapi, with: { document: { endpoint: 'https://example.com/a' }, operation: o, subscription: ${subscription} } } }]`,
  );
  let sent = 0;
  const asked: Json[] = [];
  const host = createMemoryHost({
    startAt: 0,
    shouldCheckpoint,
    actions(call) {
      const { take } = (call.arguments as JsonObject)["subscription"] as { readonly take: JsonObject };
      asked.push(take);
      if (take["close"] === true) return Promise.resolve({ messages: [], ended: true });
      sent += 2;
      return Promise.resolve({ messages: [{ payload: sent - 1 }, { payload: sent }], ended: false });
    },
  });
  let pieces = 1;
  let outcome = await runWorkflow({ document, input: null, host, run: { id: "r" } });
  for (; outcome.status === "checkpoint"; pieces++) {
    const resume = JSON.parse(JSON.stringify(outcome.frames)) as typeof outcome.frames;
    outcome = await runWorkflow({ document, input: null, host, run: { id: "r" }, resume });
  }
  return { outcome, pieces, asked };
}

function everyNth(n: number): () => boolean {
  let count = 0;
  return () => ++count % n === 0;
}

const FOREACH =
  "{ consume: { amount: 5 }, foreach: { do: [{ s: { set: '${ $item.payload }' } }, { t: { set: '${ . * 10 }' } }] } }";

test.each([1, 2, 3, 5])(
  "foreach over checkpoints at every boundary in %i gives what it gives in one piece",
  async (n) => {
    const whole = await consume(FOREACH, () => false);
    const cut = await consume(FOREACH, everyNth(n + 1));
    expect(whole.outcome).toEqual({ status: "completed", output: [10, 20, 30, 40, 50] });
    expect(cut.outcome).toEqual(whole.outcome);
    expect(cut.pieces).toBeGreaterThan(1);
  },
);

test("a subscription without foreach stops between two questions", async () => {
  const filter = "{ filter: '${ .payload % 2 == 0 }', consume: { amount: 3 } }";
  const { outcome, pieces, asked } = await consume(filter, everyNth(2));
  expect(outcome).toEqual({ status: "completed", output: [{ payload: 2 }, { payload: 4 }, { payload: 6 }] });
  expect(pieces).toBeGreaterThan(1);
  expect(asked.at(-1)).toEqual({ close: true });
});

test("messages that came and were not wanted end the subscription too", async () => {
  const { asked } = await consume("{ consume: { until: '${ .payload == 3 }' } }", () => false);
  expect(asked).toEqual([{ atMost: 100, waitMs: 300_000 }, { atMost: 100, waitMs: 300_000 }, { close: true }]);
});

test("the host is told where everything that it hands over will be consumed", async () => {
  const whole = async (subscription: string) => {
    const { asked } = await consume(subscription, () => false);
    return (asked[0] as JsonObject)["whole"] ?? false;
  };
  expect(await whole("{ consume: { amount: 2 } }")).toBe(true);
  expect(await whole("{ filter: '${ .payload > 0 }', consume: { amount: 2 } }")).toBe(true);
  expect(await whole("{ consume: { while: '${ .payload < 2 }' } }")).toBe(false);
  expect(await whole("{ consume: { until: '${ .payload == 2 }' } }")).toBe(false);
  expect(await whole("{ consume: { amount: 2, for: PT1H } }")).toBe(false);
  expect(await whole("{ consume: { amount: 2 }, foreach: { do: [{ s: { set: { a: 1 } } }] } }")).toBe(false);
});

test("a fault in foreach closes the subscription", async () => {
  const raise = "{ raise: { error: { type: 'https://example.com/e', status: 500 } } }";
  const { outcome, asked } = await consume(
    `{ consume: { amount: 9 }, foreach: { do: [{ r: ${raise} }] } }`,
    () => false,
  );
  expect(outcome.status).toBe("faulted");
  expect(asked.at(-1)).toEqual({ close: true });
});

test("an answer without messages ends the subscription, so that a mock of any shape ends", async () => {
  const document = parseDocument(
    "do: [{ a: { call: asyncapi, with: { document: { endpoint: 'https://example.com/a' }, operation: o, subscription: { consume: { amount: 3 } } } } }]",
  );
  const host = createMemoryHost({ actions: () => Promise.resolve({}) });
  expect(await runWorkflow({ document, input: null, host, run: { id: "r" } })).toEqual({
    status: "completed",
    output: [],
  });
});
