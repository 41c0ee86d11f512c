// A client of KafkaJS whose sockets are judged, and what its failures mean. Brokers send their clients on to other brokers: each
// address is judged like the first. KafkaJS tells of failed sockets in its own words, so a refusal is remembered here.

import kafkajs from "kafkajs";
import type { Kafka, SASLOptions } from "kafkajs";
import { ActionError } from "../../action-error.ts";
import { LIMITS } from "../../limits.ts";
import type { BrokerCall, SaslMechanism } from "../broker.ts";
import { openJudgedSocket } from "../guarded-socket.ts";
import { installCodecs, isUnreadCompression } from "./kafka-compression.ts";
import { answerIn } from "./kafka-error.ts";

export interface KafkaClient {
  readonly kafka: Kafka;
  readonly topic: string;
  /** What a failure means: an address that was refused, a topic that is not there, a compression that is not read, or the failure itself. */
  failure(error: unknown): Error;
}

/** The client, not connected; the first broker's address has been judged. Rejects as `HttpClient.locate` does. */
export async function openKafka({ target, credentials, context }: BrokerCall): Promise<KafkaClient> {
  await context.http.locate(target.host, target.port);
  const topic = typeof target.bindings["topic"] === "string" ? target.bindings["topic"] : target.address;
  let refused: ActionError | undefined;
  const judge = async (host: string, port: number) => {
    try {
      return await context.http.locate(host, port);
    } catch (error) {
      if (error instanceof ActionError && error.kind === "authorization") refused = error;
      throw error;
    }
  };
  installCodecs();
  const kafka = new kafkajs.Kafka({
    clientId: "ironweave",
    brokers: [`${target.host}:${String(target.port)}`],
    ssl: target.secure,
    ...(credentials === undefined ? {} : { sasl: saslOf(credentials, target.sasl) }),
    connectionTimeout: LIMITS.connectMs.value,
    retry: { retries: 2 },
    logLevel: kafkajs.logLevel.NOTHING,
    socketFactory: ({ host, port, onConnect }) =>
      openJudgedSocket({ locate: judge }, { host, port, secure: target.secure }, onConnect),
  });
  return {
    kafka,
    topic,
    failure(error) {
      if (refused !== undefined) return refused;
      if (isUnreadCompression(error)) {
        return new ActionError("configuration", `the messages of ${topic} are compressed by snappy or lz4`, {
          title: "asyncapi_compression",
        });
      }
      if (answerIn(error) !== "UNKNOWN_TOPIC_OR_PARTITION")
        return error instanceof Error ? error : new Error(String(error));
      return new ActionError("communication", `the broker has no topic ${topic}`, {
        status: 404,
        title: "asyncapi_unroutable",
      });
    },
  };
}

function saslOf(credentials: NonNullable<BrokerCall["credentials"]>, wanted: SaslMechanism = "plain"): SASLOptions {
  if (credentials.type === "password") {
    const { username, password } = credentials;
    return { mechanism: wanted, username, password };
  }
  return {
    mechanism: "oauthbearer",
    oauthBearerProvider: () => Promise.resolve({ value: credentials.token }),
  };
}
