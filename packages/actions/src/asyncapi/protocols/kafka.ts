// Kafka, by KafkaJS. A subscription is a consumer group: the one that the document names, or one of the step's own. It begins where
// the group stands, else with what comes from now on, and either place is committed, so that another worker goes on from there.

import { createHash } from "node:crypto";
import type { Consumer } from "kafkajs";
import type { Broker, BrokerCall, Subscription } from "../broker.ts";
import { BEAT_MS, createBatches } from "../kafka/kafka-batches.ts";
import { openKafka } from "../kafka/kafka-client.ts";
import type { KafkaClient } from "../kafka/kafka-client.ts";
import { whenReady } from "../kafka/kafka-error.ts";
import { toRecord } from "../kafka/kafka-message.ts";

/** How long the broker keeps a question open when there is nothing: closing a subscription waits for its answer. */
const FETCH_MS = 500;
/** How long the broker waits for a worker that is gone before another gets its share. */
const SESSION_MS = 10_000;

export const broker: Broker = {
  async publish(message, call) {
    const client = await openKafka(call);
    // A record that is sent again may be there twice: whether to try again is for the document to say.
    const producer = client.kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
    try {
      await producer.connect();
      const record = { topic: client.topic, acks: -1, messages: [toRecord(message)] };
      await whenReady(() => producer.send(record), call.context.signal);
    } catch (error) {
      throw client.failure(error);
    } finally {
      await producer.disconnect().catch(() => undefined);
    }
  },

  async subscribe(inbox, call): Promise<Subscription> {
    const client = await openKafka(call);
    const groupId = groupOf(call);
    const consumer = client.kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: FETCH_MS,
      heartbeatInterval: BEAT_MS,
      sessionTimeout: SESSION_MS,
      // A consumer that failed has ended: whether to try again is for the document to say.
      retry: { retries: 5, restartOnFailure: () => Promise.resolve(false) },
    });
    const batches = createBatches(inbox);
    try {
      const starts = await findStarts(client, groupId, call.context.signal);
      const joined = joining(consumer, client, starts);
      consumer.on("consumer.crash", ({ payload }) => inbox.end(client.failure(payload.error)));
      await consumer.connect();
      await consumer.subscribe({ topic: client.topic });
      await consumer.run({ eachBatchAutoResolve: false, eachBatch: (payload) => batches.eachBatch(payload) });
      await joined;
    } catch (error) {
      await consumer.disconnect().catch(() => undefined);
      throw client.failure(error);
    }
    return {
      async close() {
        batches.close();
        await consumer.disconnect().catch(() => undefined);
      },
    };
  },
};

function groupOf({ target, context }: BrokerCall): string {
  const { groupId } = target.bindings;
  if (typeof groupId === "string") return groupId;
  return `ironweave-${createHash("sha256").update(context.idempotencyKey).digest("hex").slice(0, 24)}`;
}

/** Where the partitions end now, of those of which the group has committed nothing. */
async function findStarts(
  { kafka, topic }: KafkaClient,
  groupId: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string>> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const committed = await whenReady(() => admin.fetchOffsets({ groupId, topics: [topic] }), signal);
    const isCommitted = (partition: number): boolean =>
      committed.some(({ partitions }) =>
        partitions.some((each) => each.partition === partition && Number(each.offset) >= 0),
      );
    const ends = await whenReady(() => admin.fetchTopicOffsets(topic), signal);
    return new Map(ends.filter((end) => !isCommitted(end.partition)).map((end) => [end.partition, end.offset]));
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Resolves when the consumer is one of its group and begins at `starts`; KafkaJS alone would begin with what comes later still. */
function joining(consumer: Consumer, { topic }: KafkaClient, starts: ReadonlyMap<number, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = consumer.on("consumer.group_join", ({ payload }) => {
      // Heard before the first fetch. Later joins find what was committed.
      stop();
      for (const partition of payload.memberAssignment[topic] ?? []) {
        const offset = starts.get(partition);
        if (offset !== undefined) consumer.seek({ topic, partition, offset });
      }
      resolve();
    });
    consumer.on("consumer.crash", ({ payload }) => reject(payload.error));
  });
}
