// MQTT 3.1.1 and 5, by mqtt.js. Headers are user properties, which only version 5 has.

import mqtt from "mqtt";
import type { MqttClient } from "mqtt";
import { ActionError } from "../../action-error.ts";
import { LIMITS } from "../../limits.ts";
import type { Broker, BrokerCall } from "../broker.ts";
import { openSocket, socketOptions } from "../guarded-socket.ts";

export const broker: Broker = {
  async publish(message, call) {
    const five = call.target.protocol === "mqtt5";
    if (!five && Object.keys(message.headers).length > 0) {
      throw new ActionError("validation", "messages of MQTT have headers only with the protocol mqtt5", {
        title: "asyncapi_headers",
      });
    }
    const client = await open(call);
    try {
      await client.publishAsync(call.target.address, message.body, {
        qos: qosOf(call),
        retain: call.target.bindings["retain"] === true,
        ...(five ? { properties: { contentType: message.contentType, userProperties: { ...message.headers } } } : {}),
      });
      await client.endAsync();
    } finally {
      client.end(true);
    }
  },

  async subscribe(inbox, call) {
    const client = await open(call);
    client.on("message", (_topic, body, packet) => {
      const properties = packet.properties;
      const user = Object.entries(properties?.userProperties ?? {}).map(([name, value]) => [name, String(value)]);
      inbox.push({
        body,
        headers: Object.fromEntries(user) as Record<string, string>,
        contentType: properties?.contentType,
        correlationId: properties?.correlationData?.toString("utf8"),
      });
    });
    client.on("error", (error) => inbox.end(error));
    client.on("close", () => inbox.end(new Error("the connection was closed")));
    try {
      await client.subscribeAsync(call.target.address, { qos: qosOf(call) });
    } catch (error) {
      client.end(true);
      throw error;
    }
    return { close: () => client.endAsync(true).catch(() => undefined) };
  },
};

function qosOf({ target }: BrokerCall): 0 | 1 | 2 {
  const { qos } = target.bindings;
  return qos === 0 || qos === 2 ? qos : 1;
}

async function open({ target, credentials, context }: BrokerCall): Promise<MqttClient> {
  const where = await socketOptions(context.http, target);
  const client = new mqtt.MqttClient(() => openSocket(where, target.secure), {
    protocolVersion: target.protocol === "mqtt5" ? 5 : 4,
    reconnectPeriod: 0,
    connectTimeout: LIMITS.connectMs.value,
    clean: true,
    ...(credentials?.type === "password" ? { username: credentials.username, password: credentials.password } : {}),
    ...(credentials?.type === "token" ? { username: "", password: credentials.token } : {}),
  });
  await new Promise<void>((resolve, reject) => {
    client.once("connect", () => resolve());
    client.once("error", reject);
    client.once("close", () => reject(new Error("the connection was closed")));
  }).catch((error: unknown) => {
    client.end(true);
    throw error;
  });
  return client;
}
