// Hands the records of one topic to the inbox, a few at a time, and commits the offset of each that the run has been given. The
// invariant: after a rebalance or a new connection, what was given is not given again here, and what waits does not wait twice.

import type { EachBatchPayload, KafkaMessage } from "kafkajs";
import type { Inbox } from "../broker.ts";
import { fromRecord } from "./kafka-message.ts";

/** Records that wait in the inbox at once; the rest of what was fetched waits here. */
const MOST_WAITING = 500;
const MOST_BYTES = 1024 * 1024;
/** Between two signs of life to the broker, whose answer also says that somebody else wants a share. */
export const BEAT_MS = 1000;

type Told = "resolveOffset" | "heartbeat" | "commitOffsetsIfNecessary" | "uncommittedOffsets";

/** What is used of KafkaJS's batch. */
export interface BatchPayload extends Pick<EachBatchPayload, Told> {
  readonly batch: { readonly partition: number; readonly messages: readonly KafkaMessage[] };
}

export interface Batches {
  /** For `consumer.run`. Resolves when all records were given to the run, or after `close`. */
  eachBatch(payload: BatchPayload): Promise<void>;
  /** What was not given is not committed: it comes again to whom it may concern. */
  close(): void;
}

export function createBatches(inbox: Inbox): Batches {
  /** The highest offset that was given, by partition. */
  const given = new Map<number, bigint>();
  /** What to do when a record that waits is given, by partition and offset. */
  const waiting = new Map<string, () => void>();
  const closing = new AbortController();
  let wake: (() => void) | undefined;

  /** Lets a record wait, unless it was given or waits already. */
  const offer = (partition: number, message: KafkaMessage, done: () => void): void => {
    const offset = BigInt(message.offset);
    if (offset <= (given.get(partition) ?? -1n)) return done();
    const key = `${String(partition)}/${message.offset}`;
    const isWaiting = waiting.has(key);
    waiting.set(key, done);
    if (isWaiting) return;
    inbox.push(fromRecord(message), () => {
      given.set(partition, offset);
      waiting.get(key)?.();
      waiting.delete(key);
      wake?.();
    });
  };

  return {
    async eachBatch(payload) {
      const { batch } = payload;
      const { messages, partition } = batch;
      const state = { next: 0, left: messages.length, bytes: 0 };
      while (state.left > 0 && !closing.signal.aborted) {
        const woken = new Promise<void>((resolve) => (wake = resolve));
        for (; state.next < messages.length; state.next++) {
          const message = messages[state.next];
          const pending = state.left - (messages.length - state.next);
          if (message === undefined || pending >= MOST_WAITING || (pending > 0 && state.bytes >= MOST_BYTES)) break;
          const size = message.value?.byteLength ?? 0;
          state.bytes += size;
          offer(partition, message, () => {
            state.left--;
            state.bytes -= size;
            payload.resolveOffset(message.offset);
          });
        }
        if (state.left > 0) await within(woken, BEAT_MS);
        await payload.heartbeat();
        await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
      }
    },
    close() {
      closing.abort();
      wake?.();
    },
  };
}

async function within(promise: Promise<void>, mostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, mostMs)));
  await Promise.race([promise, late]);
  clearTimeout(timer);
}
