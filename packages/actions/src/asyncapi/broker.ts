// What the protocols of AsyncAPI servers have in common. Each is one file under protocols/, loaded when it is first spoken.

import type { JsonObject } from "@ironweave/jq";
import type { Credentials } from "../auth/authorization-of.ts";
import type { ActionContext } from "../define-action.ts";

/** An operation of a document, with its server chosen and all variables filled in. */
export interface Target {
  readonly protocol: Protocol;
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** Path of the server, without a trailing slash; a virtual host for AMQP. */
  readonly path: string;
  /** Where messages go: a path, topic, subject, routing key or queue. */
  readonly address: string;
  /** Bindings of the server, the channel and the operation for this protocol, the later winning. */
  readonly bindings: JsonObject;
  readonly contentType: string | undefined;
  /** How the server wants user and password, where its security schemes say so; Kafka asks. */
  readonly sasl?: SaslMechanism | undefined;
}

export type SaslMechanism = "plain" | "scram-sha-256" | "scram-sha-512";

export type Protocol = "http" | "ws" | "mqtt" | "mqtt5" | "amqp" | "kafka" | "nats";

export interface OutgoingMessage {
  readonly body: Buffer;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface IncomingMessage {
  readonly body: Uint8Array;
  readonly contentType?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly correlationId?: string | undefined;
}

export interface BrokerCall {
  readonly target: Target;
  readonly credentials: Credentials | undefined;
  readonly context: ActionContext;
}

/** Where a subscription puts what comes. */
export interface Inbox {
  /** `handedOver` is called when the run has been given the message; brokers that can, acknowledge it then. */
  push(message: IncomingMessage, handedOver?: () => void): void;
  /** Nothing more will come: the other side ended properly, or failed. */
  end(failure?: Error): void;
}

export interface Subscription {
  close(): Promise<void>;
}

export interface Broker {
  /** Resolves when the other side has taken the message, as far as its protocol says so. */
  publish(message: OutgoingMessage, call: BrokerCall): Promise<void>;
  /** Resolves when messages that are sent from now on arrive. */
  subscribe(inbox: Inbox, call: BrokerCall): Promise<Subscription>;
}
