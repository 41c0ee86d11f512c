// What is offered and committed when batches come again, as they do after a rebalance; a real broker is in
// kafka.integration.test.ts.

import { expect, test } from "vitest";
import type { BatchPayload } from "./kafka-batches.ts";
import { createBatches } from "./kafka-batches.ts";

interface Offered {
  readonly text: string;
  readonly give: () => void;
}

function inbox() {
  const offered: Offered[] = [];
  const batches = createBatches({
    push: ({ body }, handedOver) =>
      void offered.push({ text: Buffer.from(body).toString(), give: () => handedOver?.() }),
    end: () => undefined,
  });
  return { offered, batches };
}

/** A batch of the only partition, and the offsets that were resolved. */
function batchOf(offsets: readonly number[], heartbeat: () => Promise<void> = () => Promise.resolve()) {
  const resolved: number[] = [];
  const messages = offsets.map((offset) => ({
    offset: String(offset),
    timestamp: "0",
    attributes: 0,
    key: null,
    headers: {},
    value: Buffer.from(String(offset)),
  }));
  const payload: BatchPayload = {
    batch: { partition: 0, messages },
    resolveOffset: (offset) => void resolved.push(Number(offset)),
    heartbeat,
    commitOffsetsIfNecessary: () => Promise.resolve(),
    uncommittedOffsets: () => ({ topics: [] }),
  };
  return { payload, resolved };
}

const texts = (offered: readonly Offered[]) => offered.map(({ text }) => text);

test("an offset is resolved when its record was given, and the batch ends with the last", async () => {
  const { offered, batches } = inbox();
  const { payload, resolved } = batchOf([7, 8]);
  const done = batches.eachBatch(payload);
  offered[0]?.give();
  expect(resolved).toEqual([7]);
  offered[1]?.give();
  await done;
  expect(resolved).toEqual([7, 8]);
});

test("after a rebalance what was given is not offered again, and what waits does not wait twice", async () => {
  const { offered, batches } = inbox();
  const rebalance = new Error("rebalancing");
  const first = batchOf([1, 2, 3], () => Promise.reject(rebalance));
  const broken = batches.eachBatch(first.payload);
  offered[0]?.give();
  await expect(broken).rejects.toBe(rebalance);
  const again = batchOf([1, 2, 3, 4]);
  const done = batches.eachBatch(again.payload);
  expect(texts(offered)).toEqual(["1", "2", "3", "4"]);
  for (const { give } of offered.slice(1)) give();
  await done;
  expect([first.resolved, again.resolved]).toEqual([[1], [1, 2, 3, 4]]);
});

test("of a large batch some wait in the inbox, and the rest here", async () => {
  const { offered, batches } = inbox();
  const done = batches.eachBatch(batchOf(Array.from({ length: 1200 }, (_, n) => n)).payload);
  expect(offered).toHaveLength(500);
  for (let n = 0; n < 500; n++) offered[n]?.give();
  await expect.poll(() => offered.length).toBe(1000);
  for (let n = 500; n < 1000; n++) offered[n]?.give();
  await expect.poll(() => offered.length).toBe(1200);
  for (let n = 1000; n < 1200; n++) offered[n]?.give();
  await done;
});

test("closing ends the batch, and what was not given is not resolved", async () => {
  const { offered, batches } = inbox();
  const { payload, resolved } = batchOf([1, 2]);
  const done = batches.eachBatch(payload);
  offered[0]?.give();
  batches.close();
  await done;
  expect(resolved).toEqual([1]);
});
