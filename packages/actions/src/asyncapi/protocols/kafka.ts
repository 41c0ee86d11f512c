// Kafka, by KafkaJS. Brokers send their clients on to other brokers: each is judged like the first. Offsets are committed when
// the run has the message.

import { createHash } from "node:crypto";
import kafkajs from "kafkajs";
import type { Kafka } from "kafkajs";
import { LIMITS } from "../../limits.ts";
import type { Broker, BrokerCall } from "../broker.ts";
import { openJudgedSocket } from "../guarded-socket.ts";

export const broker: Broker = {
  async publish(message, call) {
    const producer = open(call).producer({ allowAutoTopicCreation: false });
    await judge(call);
    await producer.connect();
    try {
      const headers = { "content-type": message.contentType, ...message.headers };
      await producer.send({ topic: topicOf(call), acks: -1, messages: [{ value: message.body, headers }] });
    } finally {
      await producer.disconnect();
    }
  },

  async subscribe(inbox, call) {
    const { groupId } = call.target.bindings;
    const own = `ironweave-${createHash("sha256").update(call.context.idempotencyKey).digest("hex").slice(0, 24)}`;
    const consumer = open(call).consumer({
      groupId: typeof groupId === "string" ? groupId : own,
      allowAutoTopicCreation: false,
    });
    await judge(call);
    await consumer.connect();
    const joined = Promise.withResolvers<void>();
    consumer.on("consumer.group_join", () => joined.resolve());
    consumer.on("consumer.crash", ({ payload }) => {
      joined.reject(payload.error);
      inbox.end(payload.error);
    });
    let closed: (() => void) | undefined;
    const closing = new Promise<void>((resolve) => (closed = resolve));
    await consumer.subscribe({ topic: topicOf(call), fromBeginning: false });
    await consumer.run({
      async eachMessage(payload) {
        const { message } = payload;
        const entries = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value ?? "")]);
        const headers = Object.fromEntries(entries) as Record<string, string>;
        const contentType = headers["content-type"];
        const taken = new Promise<boolean>((resolve) => {
          inbox.push({ body: message.value ?? Buffer.alloc(0), headers, contentType }, () => resolve(true));
        });
        const beat = setInterval(() => void payload.heartbeat().catch(() => undefined), BEAT_MS);
        const isTaken = await Promise.race([taken, closing.then(() => false)]);
        clearInterval(beat);
        // What nobody was given is not committed: it comes again.
        if (!isTaken) throw new Error("the subscription was closed");
      },
    });
    await joined.promise;
    return {
      async close() {
        closed?.();
        await consumer.disconnect().catch(() => undefined);
      },
    };
  },
};

const BEAT_MS = 3000;

/** The first broker is judged before the client tries it, since the client tells of failed sockets in its own words. */
async function judge({ target, context }: BrokerCall): Promise<void> {
  await context.http.locate(target.host, target.port);
}

function topicOf({ target }: BrokerCall): string {
  return typeof target.bindings["topic"] === "string" ? target.bindings["topic"] : target.address;
}

function open({ target, credentials, context }: BrokerCall): Kafka {
  const sasl =
    credentials === undefined
      ? undefined
      : credentials.type === "password"
        ? { mechanism: "plain" as const, username: credentials.username, password: credentials.password }
        : {
            mechanism: "oauthbearer" as const,
            oauthBearerProvider: () => Promise.resolve({ value: credentials.token }),
          };
  return new kafkajs.Kafka({
    clientId: "ironweave",
    brokers: [`${target.host}:${String(target.port)}`],
    ssl: target.secure,
    ...(sasl === undefined ? {} : { sasl }),
    connectionTimeout: LIMITS.connectMs.value,
    retry: { retries: 2 },
    logLevel: kafkajs.logLevel.NOTHING,
    socketFactory: ({ host, port, onConnect }) =>
      openJudgedSocket(context.http, { host, port, secure: target.secure }, onConnect),
  });
}
