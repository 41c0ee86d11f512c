// `call: asyncapi` against real brokers: NATS, mosquitto (MQTT 5) and RabbitMQ, where they are installed. Kafka is in
// kafka.integration.test.ts.

import type { Json, JsonObject } from "@ironweave/jq";
import { connect } from "amqplib";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { runDocument } from "../testing/run-document.ts";
import { missingBroker, startBroker } from "../testing/start-broker.ts";
import { subscribeAll } from "../testing/subscribe-all.ts";
import { startTestServer } from "../testing/test-server.ts";
import { asyncapiAction } from "./asyncapi-action.ts";

const client = createHttpClient({ allowHosts: ["127.0.0.0/8", "localhost"] });
afterAll(() => client.close());

/** Says loudly what is not tested. */
function skipping(reason: string | undefined): boolean {
  if (reason !== undefined) process.stderr.write(`SKIPPED: a broker is not tested: ${reason}\n`);
  return reason !== undefined;
}

let steps = 0;
const context = () => testContext(client, { idempotencyKey: `step-${String(steps++)}` });

/** Publishes by the same document that is subscribed to. */
async function withDocument<T>(
  server: JsonObject,
  channel: JsonObject,
  use: (args: JsonObject) => Promise<T>,
): Promise<T> {
  const document = {
    asyncapi: "3.0.0",
    servers: { it: server },
    channels: { it: channel },
    operations: { it: { action: "send", channel: { $ref: "#/channels/it" } } },
  };
  const web = await startTestServer(() => ({ body: document }));
  try {
    return await use({ document: { endpoint: `${web.url}/${String(steps++)}` }, operation: "it" });
  } finally {
    await web.close();
  }
}

const publish = (args: JsonObject, message: JsonObject): Promise<Json> =>
  asyncapiAction.run({ ...args, message }, context());

describe.skipIf(skipping(missingBroker("nats")))("NATS", () => {
  test("messages arrive with their headers; wrong credentials are refused", async () => {
    const broker = await startBroker("nats");
    onTestFinished(() => broker.stop());
    const authentication = { basic: { username: "u", password: "p" } };
    await withDocument(
      { host: `127.0.0.1:${String(broker.port)}`, protocol: "nats" },
      { address: "a.b" },
      async (args) => {
        const known = { ...args, authentication };
        const message = { payload: { n: 1 }, headers: { kind: "x" } };
        const messages = await subscribeAll(known, 1, context(), async () => void (await publish(known, message)));
        expect(messages).toEqual([message]);
        const wrong = { ...args, authentication: { basic: { username: "u", password: "no" } } };
        expect(await caught(publish(wrong, message))).toEqual({ kind: "authentication", title: "asyncapi_refused" });
      },
    );
  });
});

describe.skipIf(skipping(missingBroker("mosquitto")))("MQTT 5", () => {
  test("messages arrive with their user properties", async () => {
    const broker = await startBroker("mosquitto");
    onTestFinished(() => broker.stop());
    const server = { host: `127.0.0.1:${String(broker.port)}`, protocol: "mqtt5" };
    await withDocument(server, { address: "a/b" }, async (args) => {
      const message = { payload: { n: 1 }, headers: { kind: "x" } };
      const messages = await subscribeAll(args, 1, context(), async () => void (await publish(args, message)));
      expect(messages).toEqual([message]);
    });
  });
});

describe.skipIf(skipping(missingBroker("rabbitmq")))("AMQP", () => {
  test("queues and exchanges; what was not handed over stays in the queue; nobody to take it is an error", async () => {
    const broker = await startBroker("rabbitmq");
    onTestFinished(() => broker.stop());
    const admin = await connect(`amqp://127.0.0.1:${String(broker.port)}`);
    const channel = await admin.createChannel();
    await channel.assertQueue("jobs");
    await channel.assertExchange("news", "topic");
    const server = { host: `127.0.0.1:${String(broker.port)}`, protocol: "amqp" };
    await withDocument(server, { address: "jobs" }, async (args) => {
      for (const n of [1, 2, 3]) await publish(args, { payload: { n }, headers: { kind: "x" } });
      expect(await subscribeAll(args, 2, context(), async () => {})).toEqual(
        [1, 2].map((n) => ({ payload: { n }, headers: { kind: "x" } })),
      );
      await expect.poll(async () => (await channel.checkQueue("jobs")).messageCount).toBe(1);
      // Those behind the message at which the document stops stay for others.
      await publish(args, { payload: { n: 4 }, headers: {} });
      const call = { call: "asyncapi", with: { ...args, subscription: { consume: { while: "${ .payload.n > 3 }" } } } };
      expect(await runDocument([{ take: call }], { http: client, runId: "while" })).toEqual({
        status: "completed",
        output: [{ payload: { n: 3 }, headers: { kind: "x" } }],
      });
      await expect.poll(async () => (await channel.checkQueue("jobs")).messageCount).toBe(1);
    });
    const bindings = { amqp: { is: "routingKey", exchange: { name: "news", type: "topic" } } };
    await withDocument(server, { address: "sport.ski", bindings }, async (args) => {
      const message = { payload: "snow", headers: {} };
      expect(await caught(publish(args, message))).toEqual({
        kind: "communication",
        status: 404,
        title: "asyncapi_unroutable",
      });
      const messages = await subscribeAll(args, 1, context(), async () => void (await publish(args, message)));
      expect(messages).toEqual([message]);
    });
    await admin.close();
  }, 120_000);
});
