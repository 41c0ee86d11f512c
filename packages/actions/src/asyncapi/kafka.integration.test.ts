// `call: asyncapi` against a real Kafka broker (docs/connections.md, "Kafka"), where Java is and Maven can fetch it.

import { connect, createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Json, JsonObject } from "@ironweave/jq";
import kafkajs from "kafkajs";
import type { Kafka } from "kafkajs";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { kafkaJars } from "../testing/kafka-jars.ts";
import { createAuthority } from "../testing/private-authority.ts";
import type { PrivateAuthority } from "../testing/private-authority.ts";
import { runDocument } from "../testing/run-document.ts";
import { freePort } from "../testing/start-broker.ts";
import { SCRAM_USERS, startKafka } from "../testing/start-kafka.ts";
import type { KafkaPorts, TestKafka } from "../testing/start-kafka.ts";
import { subscribeAll } from "../testing/subscribe-all.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { asyncapiAction } from "./asyncapi-action.ts";

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const jars = kafkaJars(say);
if ("missing" in jars) say(`SKIPPED: Kafka is not tested: ${jars.missing}`);

const client = createHttpClient({ allowHosts: ["127.0.0.0/8", "localhost"] });
const LOGIN = { authentication: { basic: { username: "ann", password: "right" } } };
const REFUSED = { kind: "authentication", title: "asyncapi_refused" };
const JSON_TYPE = { "content-type": "application/json" };

let authority: PrivateAuthority;
let kafka: TestKafka;
let plain: Kafka;
/** What a client that was sent elsewhere would reach. */
let trap: Server;
let trapped = 0;
let documents: TestServer;
let steps = 0;

const context = (http = client) => testContext(http, { idempotencyKey: `step-${String(steps++)}` });

async function createTopic(partitions = 1, compression = "producer"): Promise<string> {
  const topic = `topic-${String(steps++)}`;
  const admin = plain.admin();
  await admin.connect();
  await admin.createTopics({
    topics: [{ topic, numPartitions: partitions, configEntries: [{ name: "compression.type", value: compression }] }],
  });
  await admin.disconnect();
  return topic;
}

/** The arguments that every call has. */
const at = (
  path: string,
  server: keyof KafkaPorts | keyof typeof SCRAM_USERS | "down" | "late" = "plain",
): JsonObject => ({
  document: { endpoint: `${documents.url}/${path}` },
  operation: "it",
  server: { name: server },
});

const publish = (args: JsonObject, n: number, headers: JsonObject = {}): Promise<Json> =>
  asyncapiAction.run({ ...args, message: { payload: { n }, headers } }, context());

/** What arrives for `publish(args, n, headers)`. */
const message = (n: number, headers: JsonObject = {}): JsonObject => ({
  payload: { n },
  headers: { ...JSON_TYPE, ...headers },
});

const take = (args: JsonObject, options: JsonObject, who: ReturnType<typeof context>): Promise<Json> =>
  asyncapiAction.run({ ...args, subscription: { take: options } }, who);

/** The records of a topic, as they are. */
async function recordsOf(topic: string, amount: number) {
  const consumer = plain.consumer({ groupId: `raw-${topic}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const records: { partition: number; key: string | undefined; value: string | undefined; headers: JsonObject }[] = [];
  await new Promise<void>((resolve, reject) => {
    const eachMessage = async ({ partition, message: { key, value, headers } }: kafkajs.EachMessagePayload) => {
      const texts = Object.entries(headers ?? {}).map(([name, each]) => [name, String(each)]);
      records.push({ partition, key: key?.toString(), value: value?.toString(), headers: Object.fromEntries(texts) });
      if (records.length >= amount) resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return records;
}

/** Every topic has a document: `/topic?group=name`; its servers are the broker's listeners, and one that nobody runs. */
function documentOf(url: URL): JsonObject {
  const at = (port: number, protocol = "kafka") => ({ host: `127.0.0.1:${String(port)}`, protocol });
  const sasl = (type: string) => ({ ...at(kafka.ports.sasl), security: [{ type }] });
  const names: readonly (keyof KafkaPorts)[] = ["plain", "sasl", "elsewhere"];
  const listeners = names.map((name) => [name, at(kafka.ports[name])]);
  const groupId = url.searchParams.get("group");
  return {
    asyncapi: "3.0.0",
    servers: {
      ...Object.fromEntries(listeners),
      tls: at(kafka.ports.tls, "kafka-secure"),
      scramSha256: sasl("scramSha256"),
      scramSha512: sasl("scramSha512"),
      down: at(1),
      late: at(Number(url.searchParams.get("late"))),
    },
    channels: { it: { address: url.pathname.slice(1) } },
    operations: {
      it: {
        action: "send",
        channel: { $ref: "#/channels/it" },
        ...(groupId === null ? {} : { bindings: { kafka: { groupId } } }),
      },
    },
  };
}

beforeAll(async () => {
  if ("missing" in jars) return;
  authority = createAuthority();
  trap = createServer((socket) => {
    trapped++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
  kafka = await startKafka({
    jars: jars.folder,
    certificate: authority.issue(["IP:127.0.0.1"]),
    elsewhere: { host: "127.0.0.1", port: (trap.address() as AddressInfo).port },
  });
  plain = new kafkajs.Kafka({
    brokers: [`127.0.0.1:${String(kafka.ports.plain)}`],
    logLevel: kafkajs.logLevel.NOTHING,
  });
  documents = await startTestServer(({ path }) => ({ body: documentOf(new URL(path, "http://x")) }));
});

afterAll(async () => {
  await client.close();
  await documents?.close();
  trap?.close();
  await kafka?.stop();
  authority?.remove();
});

describe.skipIf("missing" in jars)("publishing", () => {
  test("a record has the payload, the headers and the content type, and the header `kafka.key` is its key", async () => {
    const topic = await createTopic(8);
    const output = await publish(at(topic), 1, { kind: "x", "kafka.key": "order-7" });
    await publish(at(topic), 2, { "kafka.key": "order-7" });
    await publish(at(topic), 3);
    expect(output).toEqual({ payload: { n: 1 }, headers: { kind: "x", "kafka.key": "order-7" } });
    const records = await recordsOf(topic, 3);
    const [first, second, third] = [1, 2, 3].map((n) => records.find(({ value }) => value === `{"n":${String(n)}}`));
    expect(first).toEqual({
      partition: first?.partition,
      key: "order-7",
      value: '{"n":1}',
      headers: { ...JSON_TYPE, kind: "x" },
    });
    expect(second).toEqual({ ...first, value: '{"n":2}', headers: JSON_TYPE });
    expect(third).toMatchObject({ key: undefined, headers: JSON_TYPE });
  });

  test("a topic that is not there takes no messages and gives none", async () => {
    const unroutable = { kind: "communication", status: 404, title: "asyncapi_unroutable" };
    expect(await caught(publish(at("nothing"), 1))).toEqual(unroutable);
    expect(await caught(take(at("nothing"), { atMost: 1, waitMs: 0 }, context()))).toEqual(unroutable);
  });
});

describe.skipIf("missing" in jars)("subscribing", () => {
  test("what was published before is not delivered; from then on everything is, with headers and key", async () => {
    const topic = await createTopic(3);
    await publish(at(topic), 0);
    const headers = { kind: "x", "kafka.key": "k" };
    const messages = await subscribeAll(at(topic), 3, context(), async () => {
      // At once: the subscription is open when the first question is answered.
      for (const n of [1, 2, 3]) await publish(at(topic), n, headers);
    });
    expect(messages).toEqual([1, 2, 3].map((n) => message(n, headers)));
  });

  test("consume by amount, while and until; each run of a group goes on where the one before stopped", async () => {
    const args = at(`${await createTopic()}?group=accounting`);
    const first = context();
    await take(args, { atMost: 1, waitMs: 0 }, first);
    await take(args, { close: true }, first);
    for (const n of [1, 2, 3, 4, 5, 6, 7]) await publish(args, n);
    const consume = async (how: JsonObject): Promise<unknown> => {
      const call = { call: "asyncapi", with: { ...args, subscription: { consume: how } } };
      const outcome = await runDocument([{ take: call }], { http: client, runId: `run-${String(steps++)}` });
      return outcome.status === "completed" ? outcome.output : outcome;
    };
    expect(await consume({ amount: 2 })).toEqual([1, 2].map((n) => message(n)));
    expect(await consume({ while: "${ .payload.n < 4 }" })).toEqual([3, 4].map((n) => message(n)));
    expect(await consume({ until: "${ .payload.n == 6 }" })).toEqual([5, 6].map((n) => message(n)));
    expect(await consume({ amount: 9, for: { seconds: 5 } })).toEqual([message(7)]);
  });

  test("another worker goes on where the subscription began, and from the last message that was given", async () => {
    const args = at(await createTopic());
    const who = context();
    expect(await take(args, { atMost: 1, waitMs: 0 }, who)).toEqual({ messages: [], ended: false });
    await take(args, { close: true }, who);
    for (const n of [1, 2, 3]) await publish(args, n);
    const elsewhere = testContext(client, { idempotencyKey: who.idempotencyKey });
    expect(await take(args, { atMost: 1, waitMs: 5000, closes: true }, elsewhere)).toEqual({
      messages: [message(1)],
      ended: false,
    });
    expect(await subscribeAll(args, 2, who, () => Promise.resolve())).toEqual([2, 3].map((n) => message(n)));
  });

  test("thousands of records fetched at once come in order, in few answers, and none waits beyond the limits", async () => {
    const topic = await createTopic();
    const who = context();
    await take(at(topic), { atMost: 1, waitMs: 0 }, who);
    const producer = plain.producer();
    await producer.connect();
    const many = Array.from({ length: 12_000 }, (_, n) => ({ value: String(n) }));
    await producer.send({ topic, messages: many });
    await producer.disconnect();
    const payloads: Json[] = [];
    let answers = 0;
    for (; payloads.length < many.length; answers++) {
      const { messages } = (await take(at(topic), { atMost: 500, waitMs: 5000, whole: true }, who)) as {
        messages: readonly JsonObject[];
      };
      payloads.push(...messages.map(({ payload }) => payload ?? null));
    }
    await take(at(topic), { close: true }, who);
    expect(payloads).toEqual(many.map(({ value }) => Number(value)));
    expect(answers).toBeLessThan(60);
  });

  test("a record that marks a deletion has the payload null", async () => {
    const topic = await createTopic();
    const messages = await subscribeAll(at(topic), 1, context(), async () => {
      const producer = plain.producer();
      await producer.connect();
      await producer.send({ topic, messages: [{ key: "gone", value: null }] });
      await producer.disconnect();
    });
    expect(messages).toEqual([{ payload: null, headers: { "kafka.key": "gone" } }]);
  });

  test.each(["gzip", "zstd"])("records that the broker keeps compressed by %s are read", async (compression) => {
    const args = at(await createTopic(1, compression));
    const headers = { text: "aaaaaaaaaa".repeat(100) };
    const sent = async () => void (await publish(args, 1, headers));
    expect(await subscribeAll(args, 1, context(), sent)).toEqual([message(1, headers)]);
  });

  test.each(["snappy", "lz4"])("those compressed by %s end the subscription with an error", async (compression) => {
    const args = at(await createTopic(1, compression));
    const who = context();
    await take(args, { atMost: 1, waitMs: 0 }, who);
    await publish(args, 1, { text: "aaaaaaaaaa".repeat(100) });
    expect(await caught(take(args, { atMost: 1, waitMs: 20_000 }, who))).toEqual({
      kind: "configuration",
      title: "asyncapi_compression",
    });
  });

  test("two runs of one group share the messages, and none is lost when the second comes", async () => {
    const topic = await createTopic(2);
    const args = at(`${topic}?group=both`);
    const [one, two] = [context(), context()];
    await take(args, { atMost: 1, waitMs: 0 }, one);
    for (let n = 0; n < 10; n++) await publish(args, n, { "kafka.key": String(n) });
    const seen = new Set<number>();
    const some = async (who: typeof one): Promise<void> => {
      const { messages } = (await take(args, { atMost: 2, waitMs: 1000, whole: true }, who)) as {
        messages: readonly JsonObject[];
      };
      for (const { payload } of messages) seen.add(Number((payload as JsonObject)["n"]));
    };
    await some(one);
    await Promise.all([some(two), some(one)]);
    for (let turns = 0; seen.size < 10 && turns < 20; turns++) await Promise.all([some(one), some(two)]);
    await take(args, { close: true }, one);
    await take(args, { close: true }, two);
    expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe.skipIf("missing" in jars)("credentials and addresses", () => {
  test("user and password are SASL/PLAIN; others, and none, are refused", async () => {
    const topic = await createTopic();
    const messages = await subscribeAll({ ...at(topic, "sasl"), ...LOGIN }, 1, context(), async () => {
      await publish({ ...at(topic, "sasl"), ...LOGIN }, 1);
    });
    expect(messages).toEqual([message(1)]);
    const wrong = { ...at(topic, "sasl"), authentication: { basic: { username: "ann", password: "wrong" } } };
    expect(await caught(publish(wrong, 1))).toEqual(REFUSED);
    expect(await caught(take(wrong, { atMost: 1, waitMs: 0 }, context()))).toEqual(REFUSED);
    expect(await caught(publish(at(topic, "sasl"), 1))).toEqual({ kind: "communication", title: "connection_failed" });
  });

  const SCRAM = ["scramSha256", "scramSha512"] as const;
  test.each(SCRAM)("user and password are %s where the server wants it", async (type) => {
    const topic = await createTopic();
    const args = { ...at(topic, type), authentication: { basic: SCRAM_USERS[type] } };
    expect(await subscribeAll(args, 1, context(), async () => void (await publish(args, 3)))).toEqual([message(3)]);
    // The broker knows this user by that mechanism only.
    expect(await caught(publish({ ...args, ...at(topic, "sasl") }, 1))).toEqual(REFUSED);
  });

  test("over TLS the certificate is judged: with a private authority added it is trusted", async () => {
    const topic = await createTopic();
    const args = { ...at(topic, "tls"), ...LOGIN };
    expect(await caught(publish(args, 1))).toEqual({ kind: "communication", title: "certificate_refused" });
    const before = getCACertificates("default");
    onTestFinished(() => setDefaultCACertificates(before));
    setDefaultCACertificates([...before, authority.pem]);
    expect(await subscribeAll(args, 1, context(), async () => void (await publish(args, 2)))).toEqual([message(2)]);
  });

  test("the addresses to which a broker sends its clients are judged too, and nothing connects there", async () => {
    const topic = await createTopic();
    const strict = createHttpClient({
      allowHosts: [new URL(documents.url).host, `127.0.0.1:${String(kafka.ports.elsewhere)}`],
    });
    onTestFinished(() => strict.close());
    const blocked = { kind: "authorization", title: "egress_blocked" };
    const args = at(topic, "elsewhere");
    expect(await caught(asyncapiAction.run({ ...args, message: { payload: 1 } }, context(strict)))).toEqual(blocked);
    expect(await caught(take(args, { atMost: 1, waitMs: 0 }, context(strict)))).toEqual(blocked);
    expect(await caught(asyncapiAction.run({ ...at(topic), message: { payload: 1 } }, context(strict)))).toEqual(
      blocked,
    );
    expect(trapped).toBe(0);
    // The trap works: who may go there does.
    expect(await caught(publish(args, 1))).toEqual({ kind: "communication", title: "connection_failed" });
    expect(trapped).toBeGreaterThan(0);
  });
});

describe.skipIf("missing" in jars)("a broker that is down", () => {
  const unreachable = { kind: "communication", title: "connection_failed" };

  test("is a communication error, which `retry` tries again until it is up", async () => {
    const topic = await createTopic();
    expect(await caught(publish(at(topic, "down"), 1))).toEqual(unreachable);
    expect(await caught(take(at(topic, "down"), { atMost: 1, waitMs: 0 }, context()))).toEqual(unreachable);
    const port = await freePort();
    const door = createServer((socket) => {
      const inner = connect(kafka.ports.plain, "127.0.0.1");
      socket.pipe(inner).pipe(socket);
      for (const each of [socket, inner]) each.on("error", () => undefined);
    });
    onTestFinished(() => void door.close());
    let retries = 0;
    const onRetry = (): void => {
      if (++retries === 2) door.listen(port, "127.0.0.1");
    };
    const call = {
      call: "asyncapi",
      with: { ...at(`${topic}?late=${String(port)}`, "late"), message: { payload: { n: 1 } } },
    };
    const communication = { with: { type: "https://serverlessworkflow.io/spec/1.0.0/errors/communication" } };
    const retry = { delay: { milliseconds: 100 }, limit: { attempt: { count: 5 } } };
    const tasks = [{ persist: { try: [{ send: call }], catch: { errors: communication, retry } } }];
    const outcome = await runDocument(tasks, { http: client, runId: "late", onRetry });
    expect(outcome).toEqual({ status: "completed", output: { payload: { n: 1 }, headers: {} } });
    expect(retries).toBe(2);
    expect(await recordsOf(topic, 1)).toMatchObject([{ value: '{"n":1}' }]);
  });

  test("ends a subscription with a communication error, and the next goes on with what was not given", async () => {
    const topic = await createTopic();
    const args = at(`${topic}?group=patient`);
    const who = context();
    await take(args, { atMost: 1, waitMs: 0 }, who);
    for (const n of [1, 2]) await publish(args, n);
    expect(await take(args, { atMost: 1, waitMs: 5000 }, who)).toEqual({ messages: [message(1)], ended: false });
    const admin = plain.admin();
    await admin.connect();
    const committed = () => admin.fetchOffsets({ groupId: "patient", topics: [topic] });
    await expect.poll(committed, { timeout: 5000 }).toMatchObject([{ partitions: [{ offset: "1" }] }]);
    await admin.disconnect();
    // The second waits in this process: it is given, which cannot be committed any more.
    await kafka.kill();
    const failed = (async () => {
      for (;;) await take(args, { atMost: 1, waitMs: 30_000 }, { ...who, signal: AbortSignal.timeout(60_000) });
    })();
    expect(await caught(failed)).toEqual(unreachable);
    await kafka.start();
    await publish(args, 3);
    expect(await subscribeAll(args, 2, who, () => Promise.resolve())).toEqual([2, 3].map((n) => message(n)));
  });
});
