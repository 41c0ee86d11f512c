// Finds an operation of an AsyncAPI document, 2.x or 3.x, and the server it is performed at. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { isObject } from "../arguments.ts";
import type { Protocol, Target } from "./broker.ts";
import { asyncapiError, deref, objectAt, own, textAt, unescape } from "./document-parts.ts";
import { saslMechanism } from "./sasl-mechanism.ts";

interface Spoken {
  readonly protocol: Protocol;
  readonly secure: boolean;
  readonly port: number;
}

/** What is spoken, by the names that documents use. */
const SPOKEN: Readonly<Record<string, Spoken>> = {
  http: { protocol: "http", secure: false, port: 80 },
  https: { protocol: "http", secure: true, port: 443 },
  ws: { protocol: "ws", secure: false, port: 80 },
  wss: { protocol: "ws", secure: true, port: 443 },
  mqtt: { protocol: "mqtt", secure: false, port: 1883 },
  mqtts: { protocol: "mqtt", secure: true, port: 8883 },
  "secure-mqtt": { protocol: "mqtt", secure: true, port: 8883 },
  mqtt5: { protocol: "mqtt5", secure: false, port: 1883 },
  amqp: { protocol: "amqp", secure: false, port: 5672 },
  amqps: { protocol: "amqp", secure: true, port: 5671 },
  kafka: { protocol: "kafka", secure: false, port: 9092 },
  "kafka-secure": { protocol: "kafka", secure: true, port: 9093 },
  nats: { protocol: "nats", secure: false, port: 4222 },
};

const SUPPORTED = "http, ws, mqtt, mqtt5, amqp, kafka and nats";

export interface Wanted {
  readonly operation?: string | undefined;
  readonly channel?: string | undefined;
  readonly server?: string | undefined;
  readonly variables: JsonObject;
  readonly protocol?: string | undefined;
}

/**
 * The target. Throws `ActionError` `configuration`: `asyncapi_operation` for names the document does not have,
 * `asyncapi_server` where no server fits, `asyncapi_protocol` for one that is not spoken.
 */
export function findTarget(root: JsonObject, wanted: Wanted): Target {
  const { name, channel, operation } = findChannel(root, wanted);
  const server = findServer(root, channel, wanted);
  const spoken = spokenBy(server);
  const { host, port, path } = placeOf(server, spoken, wanted.variables);
  const address = typeof channel["address"] === "string" ? channel["address"] : name;
  const key = spoken.protocol === "mqtt5" ? "mqtt" : spoken.protocol;
  const bindings = [server, channel, operation].map((holder) =>
    objectAt(deref(root, objectAt(deref(root, holder), "bindings")), key),
  );
  const message = firstMessage(root, channel, operation);
  const contentType = message["contentType"] ?? root["defaultContentType"];
  return {
    ...spoken,
    host,
    port,
    path,
    address: fill(address, { ...parameterDefaults(root, channel), ...wanted.variables }, "channel"),
    bindings: Object.assign({}, ...bindings) as JsonObject,
    contentType: typeof contentType === "string" ? contentType : undefined,
    sasl: saslMechanism(root, server),
  };
}

interface Found {
  readonly name: string;
  readonly channel: JsonObject;
  readonly operation: JsonObject;
}

function findChannel(root: JsonObject, wanted: Wanted): Found {
  const channels = objectAt(root, "channels");
  if (wanted.operation !== undefined) return findOperation(root, channels, wanted.operation);
  const name = wanted.channel ?? "";
  const channel = own(channels, name);
  if (channel === undefined)
    throw asyncapiError({ title: "asyncapi_operation" }, `the AsyncAPI document has no channel ${name}`);
  return { name, channel: deref(root, channel), operation: {} };
}

function findOperation(root: JsonObject, channels: JsonObject, name: string): Found {
  const operation = own(objectAt(root, "operations"), name);
  if (operation !== undefined) {
    const found = deref(root, operation);
    const reference = found["channel"];
    const pointer = isObject(reference) ? reference["$ref"] : undefined;
    const channelName = typeof pointer === "string" ? unescape(pointer.split("/").at(-1) ?? "") : name;
    return { name: channelName, channel: deref(root, reference ?? null), operation: found };
  }
  // In a document of version 2 operations are parts of channels and have ids.
  for (const [channelName, value] of Object.entries(channels)) {
    const channel = deref(root, value);
    for (const way of ["publish", "subscribe"]) {
      const each = objectAt(channel, way);
      if (each["operationId"] === name) return { name: channelName, channel, operation: each };
    }
  }
  throw asyncapiError({ title: "asyncapi_operation" }, `the AsyncAPI document has no operation ${name}`);
}

function findServer(root: JsonObject, channel: JsonObject, wanted: Wanted): JsonObject {
  const servers = objectAt(root, "servers");
  if (wanted.server !== undefined) {
    const server = own(servers, wanted.server);
    if (server !== undefined) return deref(root, server);
    throw asyncapiError({ title: "asyncapi_server" }, `the AsyncAPI document has no server ${wanted.server}`);
  }
  const listed: readonly Json[] = Array.isArray(channel["servers"]) ? channel["servers"] : [];
  const candidates = (listed.length === 0 ? Object.values(servers) : listed).map((each) =>
    deref(root, typeof each === "string" ? (own(servers, each) ?? null) : each),
  );
  const { protocol } = wanted;
  const fitting = candidates.filter((each) => {
    const spoken = own(SPOKEN, nameOf(each));
    return protocol === undefined ? spoken !== undefined : nameOf(each) === protocol || spoken?.protocol === protocol;
  });
  const [first = protocol === undefined ? candidates[0] : undefined] = fitting;
  if (first !== undefined) return first;
  throw asyncapiError(
    { title: "asyncapi_server" },
    protocol === undefined
      ? "the AsyncAPI document names no server for the operation"
      : `the AsyncAPI document names no server of the protocol ${protocol} for the operation`,
  );
}

function nameOf(server: JsonObject): string {
  return typeof server["protocol"] === "string" ? server["protocol"].toLowerCase() : "";
}

function spokenBy(server: JsonObject): Spoken {
  const name = nameOf(server);
  const url = typeof server["url"] === "string" ? server["url"] : "";
  const spoken = own(SPOKEN, name);
  if (spoken === undefined) {
    throw asyncapiError({ title: "asyncapi_protocol" }, `the protocol ${name} is not spoken; ${SUPPORTED} are`);
  }
  // TLS may be told by the scheme of the address alone.
  if (/^(tls|https|wss|mqtts|amqps|ssl):/i.test(url)) return { ...spoken, secure: true, port: securePort(spoken) };
  return spoken;
}

function securePort({ protocol, port }: Spoken): number {
  const secure = Object.values(SPOKEN).find((each) => each.protocol === protocol && each.secure);
  return secure?.port ?? port;
}

function placeOf(server: JsonObject, spoken: Spoken, values: JsonObject) {
  const variables = { ...variableDefaults(server), ...values };
  const text =
    typeof server["url"] === "string"
      ? fill(server["url"], variables, "server").replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
      : fill(`${textAt(server, "host")}/${textAt(server, "pathname").replace(/^\//, "")}`, variables, "server");
  // Several brokers of one cluster may be listed; the first leads to the others.
  const url = URL.parse(`tcp://${text.split(",")[0] ?? ""}`);
  if (url === null || url.hostname === "" || url.username !== "" || url.password !== "") {
    throw asyncapiError(
      { title: "asyncapi_server" },
      "the address of the server in the AsyncAPI document is not usable",
    );
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? spoken.port : Number(url.port),
    path: url.pathname.replace(/\/$/, ""),
  };
}

/** A text with its `{names}` replaced. */
function fill(text: string, values: JsonObject, what: string): string {
  return text.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = own(values, name);
    if (typeof value === "string" || typeof value === "number") return String(value);
    throw asyncapiError(
      { title: "asyncapi_server" },
      `the ${what} needs a value for ${name}; give it under server.variables`,
    );
  });
}

function variableDefaults(server: JsonObject): JsonObject {
  return defaultsIn(objectAt(server, "variables"), (each) => each);
}

function parameterDefaults(root: JsonObject, channel: JsonObject): JsonObject {
  return defaultsIn(objectAt(channel, "parameters"), (each) => {
    const parameter = deref(root, each);
    return parameter["default"] === undefined ? objectAt(parameter, "schema") : parameter;
  });
}

function defaultsIn(values: JsonObject, read: (each: Json) => Json): JsonObject {
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const given = read(value);
    const standard = isObject(given) ? given["default"] : undefined;
    return standard === undefined ? [] : [[name, standard] as const];
  });
  return Object.fromEntries(entries);
}

function firstMessage(root: JsonObject, channel: JsonObject, operation: JsonObject): JsonObject {
  const messages: readonly Json[] = Array.isArray(operation["messages"]) ? operation["messages"] : [];
  const [first = operation["message"] ?? Object.values(objectAt(channel, "messages"))[0] ?? null] = messages;
  return deref(root, first);
}
