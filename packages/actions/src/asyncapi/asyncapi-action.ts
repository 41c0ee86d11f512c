// The `asyncapi` action: `call: asyncapi` of the DSL (reference, "AsyncAPI Call"). Publishes one message, or takes the messages
// that have come. What is done with them (filter, conditions, `foreach`) is the language's business: the engine asks again.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { invalidArgument, isObject, readObject, readOptionalString } from "../arguments.ts";
import { credentialsOf } from "../auth/authorization-of.ts";
import type { Action, ActionContext } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import { ASYNCAPI_DESCRIPTOR } from "./asyncapi-descriptor.ts";
import { brokerFailure } from "./broker-failure.ts";
import type { Broker, BrokerCall, Protocol } from "./broker.ts";
import { findTarget } from "./find-target.ts";
import { loadAsyncapi } from "./load-document.ts";
import { decodeMessage, encodeMessage } from "./message-content.ts";
import { Session } from "./subscription-sessions.ts";

/** Clients are heavy: each is loaded when its protocol is first spoken. */
const BROKERS: { readonly [K in Protocol]: () => Promise<{ readonly broker: Broker }> } = {
  http: () => import("./protocols/http.ts"),
  ws: () => import("./protocols/ws.ts"),
  mqtt: () => import("./protocols/mqtt.ts"),
  mqtt5: () => import("./protocols/mqtt.ts"),
  amqp: () => import("./protocols/amqp.ts"),
  kafka: () => import("./protocols/kafka.ts"),
  nats: () => import("./protocols/nats.ts"),
};

const sessions = new Map<string, Promise<Session>>();

export const asyncapiAction: Action = {
  descriptor: ASYNCAPI_DESCRIPTOR,
  async run(args, context) {
    const call = readObject(args, "with");
    if (call["subscription"] !== undefined)
      return take(call, readObject(call["subscription"], "subscription"), context);
    return publish(call, readObject(call["message"], "message"), context);
  },
};

async function publish(args: JsonObject, message: JsonObject, context: ActionContext): Promise<Json> {
  const call = await prepare(args, context);
  const outgoing = encodeMessage(message, call.target.contentType);
  if (outgoing.body.byteLength > LIMITS.requestBytes.value) {
    throw new ActionError("validation", "the message is larger than 16 MiB", { title: LIMITS.requestBytes.code });
  }
  const { broker } = await BROKERS[call.target.protocol]();
  await within(context, call, broker.publish(outgoing, call));
  return { payload: message["payload"] ?? null, headers: { ...outgoing.headers } };
}

async function take(args: JsonObject, subscription: JsonObject, context: ActionContext): Promise<Json> {
  const key = context.idempotencyKey;
  const asked = isObject(subscription["take"]) ? subscription["take"] : {};
  if (asked["close"] === true) {
    await close(key);
    return { messages: [], ended: true };
  }
  const atMost = readNumber(asked["atMost"], "subscription.take.atMost", 1);
  const call = await prepare(args, context);
  const open = sessions.get(key) ?? subscribe(call);
  sessions.set(key, open);
  try {
    const session = await within(context, call, open);
    const taken = await session.take({
      atMost,
      whole: asked["whole"] === true,
      waitMs: readNumber(asked["waitMs"], "subscription.take.waitMs", 0),
      signal: context.signal,
      decode: (message) => decodeMessage(message, call.target.contentType),
    });
    if (taken.ended || (asked["closes"] === true && taken.messages.length >= atMost)) await close(key);
    else session.rest(() => void close(key));
    return { messages: [...taken.messages], ended: taken.ended };
  } catch (error) {
    void close(key);
    if (context.signal.aborted) throw abortion(context.signal);
    throw brokerFailure(error, call.target);
  }
}

async function subscribe(call: BrokerCall): Promise<Session> {
  const { broker } = await BROKERS[call.target.protocol]();
  const session = new Session();
  session.subscription = await broker.subscribe(session, call);
  return session;
}

async function close(key: string): Promise<void> {
  const open = sessions.get(key);
  sessions.delete(key);
  // One that is still connecting is closed when it is there; one that failed has nothing to close.
  await open?.then(
    (session) => session.close(),
    () => undefined,
  );
}

async function prepare(args: JsonObject, context: ActionContext): Promise<BrokerCall> {
  const server = isObject(args["server"]) ? args["server"] : {};
  const target = findTarget(await loadAsyncapi(args["document"], context), {
    operation: readOptionalString(args["operation"], "operation"),
    channel: readOptionalString(args["channel"], "channel"),
    server: readOptionalString(server["name"], "server.name"),
    variables: readObject(server["variables"] ?? {}, "server.variables"),
    protocol: readOptionalString(args["protocol"], "protocol"),
  });
  return { target, credentials: await credentialsOf(args["authentication"], context), context };
}

/** The promise, or the abort of the attempt, whichever comes first. */
async function within<T>({ signal }: ActionContext, call: BrokerCall, work: Promise<T>): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted.promise]);
  } catch (error) {
    work.catch(() => undefined);
    if (signal.aborted) throw abortion(signal);
    throw brokerFailure(error, call.target);
  } finally {
    signal.removeEventListener("abort", abort);
    aborted.promise.catch(() => undefined);
  }
}

function abortion(signal: AbortSignal): unknown {
  const { reason } = signal;
  const isTimeout = reason instanceof DOMException && reason.name === "TimeoutError";
  return isTimeout ? new ActionError("timeout", "the broker did not answer in time", { title: "timeout" }) : reason;
}

function readNumber(value: Json | undefined, field: string, least: number): number {
  if (typeof value !== "number" || !(value >= least)) throw invalidArgument(field, `a number from ${String(least)} on`);
  return value;
}
