// The fast path and the seal together, against a store that fails and forgets at will.

import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { headOf } from "@ironweave/schema/run";
import type { RunEvent } from "@ironweave/schema/run";
import { JournalBuffer } from "./journal-buffer.ts";
import type { JournalStore } from "./journal-buffer.ts";
import { RESEND } from "./messages.ts";

const event = (seq: number): RunEvent => ({ type: "workflow.suspended", seq, at: seq });
const events = (from: number, to: number): readonly RunEvent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

function memoryStore(fails: () => boolean = () => false) {
  const rows: number[] = [];
  const gaps: number[] = [];
  const store: JournalStore = {
    append: async (_tenant, _run, batch) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (fails()) throw new Error("down");
      for (const { seq } of batch) {
        if (seq > 1 && !rows.includes(seq - 1)) gaps.push(seq);
        if (!rows.includes(seq)) rows.push(seq);
      }
      return { stale: false };
    },
    isComplete: async (_tenant, _run, seq) => events(1, seq).every((wanted) => rows.includes(wanted.seq)),
  };
  return { store, rows, gaps };
}

/** Some time, in which nothing need happen. */
const nap = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
/** Resolves once so many are there, however busy the machine is. */
const until = (kept: readonly unknown[] | ReadonlyMap<number, number>, count: number): Promise<void> =>
  vi.waitFor(() => expect("size" in kept ? kept.size : kept.length).toBe(count), { interval: 1, timeout: 20_000 });

describe("journal buffer", () => {
  it("writes the events of one activation as one batch, soon", async () => {
    const batches: number[][] = [];
    const store: JournalStore = {
      append: (_tenant, _run, batch) => {
        batches.push(batch.map(({ seq }) => seq));
        return Promise.resolve({ stale: false });
      },
      isComplete: () => Promise.resolve(true),
    };
    const buffer = new JournalBuffer({ store, onError: () => undefined });
    for (const item of events(1, 3)) buffer.append("t", "r", item);
    await until(batches, 1);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it("a seal writes nothing that this process has stored", async () => {
    const { store, rows } = memoryStore();
    const buffer = new JournalBuffer({ store, onError: () => undefined });
    for (const item of events(1, 3)) buffer.append("t", "r", item);
    await until(rows, 3);
    rows.length = 0;
    await buffer.seal("t", "r", events(1, 3), false);
    expect(rows).toEqual([]);
  });

  it("a seal replaces what an earlier execution of the task has stored under the same numbers", async () => {
    const stored = new Map<number, number>();
    const store: JournalStore = {
      append: (_tenant, _run, batch) => {
        for (const { seq, at } of batch) stored.set(seq, at);
        return Promise.resolve({ stale: false });
      },
      isComplete: () => Promise.resolve(true),
    };
    const buffer = new JournalBuffer({ store, onError: () => undefined });
    for (const item of events(1, 3)) buffer.append("t", "r", item);
    await until(stored, 3);
    const again = events(2, 3).map((item) => ({ ...item, at: item.at + 100 }));
    await buffer.seal("t", "r", [event(1), ...again], false);
    expect([...stored]).toEqual([
      [1, 1],
      [2, 102],
      [3, 103],
    ]);
  });

  it("a seal that names an event which is not stored stores nothing and asks for whole events", async () => {
    const { store, rows } = memoryStore();
    const buffer = new JournalBuffer({ store, onError: () => undefined });
    const large: RunEvent = { type: "workflow.completed", output: "x", seq: 2, at: 2 };
    const sealed = [event(1), headOf(large)];
    expect(await buffer.seal("t", "r", sealed, false)).toEqual(RESEND);
    expect(rows).toEqual([]);
    expect(await buffer.seal("t", "r", [event(1), large], false)).toBeUndefined();
    expect(rows).toEqual([1, 2]);
  });

  it("a seal that names an event which this process has stored is content", async () => {
    const { store, rows } = memoryStore();
    const buffer = new JournalBuffer({ store, onError: () => undefined });
    const large: RunEvent = { type: "workflow.completed", output: "x", seq: 2, at: 2 };
    for (const item of [event(1), large]) buffer.append("t", "r", item);
    expect(await buffer.seal("t", "r", [event(1), headOf(large), event(3)], false)).toBeUndefined();
    expect(rows).toEqual([1, 2, 3]);
  });

  it("a seal tells of the event that had ended the run before", async () => {
    const end: RunEvent = { type: "workflow.cancelled", seq: 2, at: 2 };
    const store: JournalStore = {
      append: (_tenant, _run, _batch, sealed) => Promise.resolve({ stale: false, ...(sealed ? { endedBy: end } : {}) }),
      isComplete: () => Promise.resolve(true),
    };
    const buffer = new JournalBuffer({ store, onError: () => undefined });
    expect(await buffer.seal("t", "r", events(1, 3), true)).toEqual(end);
  });

  it("holds the fast path where an earlier process lost events, until the seal brings them", async () => {
    const { store, rows, gaps } = memoryStore();
    const buffer = new JournalBuffer({ store, onError: () => undefined });
    rows.push(1, 2);
    buffer.append("t", "r", event(5));
    await nap();
    expect(rows).toEqual([1, 2]);
    await buffer.seal("t", "r", events(1, 5), false);
    buffer.append("t", "r", event(6));
    await until(rows, 6);
    expect({ rows, gaps }).toEqual({ rows: [1, 2, 3, 4, 5, 6], gaps: [] });
  });

  it("continues an earlier process's journal that has no gap", async () => {
    const { store, rows } = memoryStore();
    rows.push(1, 2);
    const buffer = new JournalBuffer({ store, onError: () => undefined });
    buffer.append("t", "r", event(3));
    await until(rows, 3);
    expect(rows).toEqual([1, 2, 3]);
  });

  it("retries failed writes and never leaves a gap, whatever fails and wherever seals fall", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 12 }),
        fc.array(fc.nat({ max: 3 }), { minLength: 5, maxLength: 30 }),
        async (failures, actions) => {
          const pending = [...failures];
          const { store, rows, gaps } = memoryStore(() => pending.shift() ?? false);
          let buffer = new JournalBuffer({ store, onError: () => undefined, firstRetryMs: 1, maxWaiting: 5 });
          let seq = 0;
          let sealed = 0;
          for (const action of actions) {
            if (action <= 1) buffer.append("t", "r", event(++seq));
            if (action === 2) await nap();
            // A crash: the process forgets everything, the workflow still holds what is unsealed.
            if (action === 3) buffer = new JournalBuffer({ store, onError: () => undefined, firstRetryMs: 1 });
            if (action === 1 && seq - sealed > 3) {
              await buffer.seal("t", "r", events(sealed + 1, seq), false);
              sealed = seq;
            }
          }
          buffer.append("t", "r", event(++seq));
          await buffer.seal("t", "r", events(sealed + 1, seq), true);
          expect({ rows: rows.toSorted((a, b) => a - b), gaps }).toEqual({
            rows: events(1, seq).map((item) => item.seq),
            gaps: [],
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
