// Events from the request to the run: a real database, a real Temporal server and a worker process as in production.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPayloadCodec } from "@ironweave/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startChild } from "../../../../scripts/stack/child.ts";
import type { Child } from "../../../../scripts/stack/child.ts";
import { findTemporal } from "../../../../scripts/stack/find-temporal.ts";
import { nodeProgram, projectRoot, stateFolders } from "../../../../scripts/stack/project.ts";
import { startTemporal } from "../../../../scripts/stack/temporal.ts";
import type { Temporal } from "../../../../scripts/stack/temporal.ts";
import type { AppDeps } from "./app-deps.ts";
import { createTemporalEngine } from "./engine/temporal-engine.ts";
import { startEventDispatcher } from "./start-event-dispatcher.ts";
import { createTestApp } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";

const TYPE = { "content-type": "application/cloudevents+json" };
let app: TestApp;
let folder: string;
let program: string;
let temporal: Temporal;
let worker: Child;
let stopDispatcher: () => Promise<void>;
let token: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ironweave-events-"));
  const created = await createTestApp();
  program = await findTemporal({ binFolder: stateFolders().bin, progress: (line) => console.log(line) });
  temporal = await startServer();
  const engine = createTemporalEngine({
    address: temporal.address,
    namespace: "default",
    taskQueue: "events",
    codec: createPayloadCodec(created.deps.db),
  });
  const deps: AppDeps = { ...created.deps, engine };
  // The services take the real engine; everything else is the test's.
  Object.assign(created.deps, { engine });
  app = created;
  token = app.a.tokens.editor;
  worker = await startChild({
    name: "worker",
    command: nodeProgram(),
    args: ["apps/worker/src/main.ts"],
    cwd: projectRoot,
    env: {
      NODE_ENV: "production",
      PATH: process.env["PATH"],
      DATABASE_URL: deps.db.url,
      TEMPORAL_ADDRESS: temporal.address,
      IRONWEAVE_TASK_QUEUE: "events",
    },
    logFile: join(folder, "worker.log"),
  });
  stopDispatcher = startEventDispatcher(deps);
});
afterAll(async () => {
  await stopDispatcher?.();
  await worker?.stop(10_000);
  await temporal?.stop();
  await app?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function startServer(port?: number): Promise<Temporal> {
  const logFile = join(folder, "temporal.log");
  const databaseFile = join(folder, "temporal.db");
  return startTemporal({ program, logFile, databaseFile, ...(port === undefined ? {} : { port }) });
}

/** A workflow that waits for the event of its input's order, and ends with the event's data. */
function waiter(name: string): string {
  return `document: { dsl: '1.0.3', namespace: default, name: ${name}, version: '0.1.0' }
do:
  - wait:
      listen:
        to:
          one:
            with: { type: ${name} }
            correlate: { order: { from: '\${ .data.order }', expect: '\${ .order }' } }
`;
}

function starter(name: string): string {
  return `document: { dsl: '1.0.3', namespace: default, name: ${name}, version: '0.1.0' }
schedule: { on: { one: { with: { type: ${name} } } } }
do:
  - keep: { set: { got: '\${ [.[].id] }' } }
`;
}

function event(type: string, id: string, order?: number): Readonly<Record<string, unknown>> {
  return { specversion: "1.0", id, source: "/shop", type, data: { order: order ?? null } };
}

async function create(text: string, by = token): Promise<string> {
  const created = await app.call(by, "POST", "/workflows", text);
  expect([created.status, created.body]).toMatchObject([201, {}]);
  return String(created.body["id"]);
}

async function start(workflowId: string, order: number, by = token): Promise<string> {
  const started = await app.call(by, "POST", `/workflows/${workflowId}/runs`, { input: { order } });
  return String(started.body["runId"]);
}

const send = (body: unknown, by = token) => app.call(by, "POST", "/events", body, TYPE);
const sendBatch = (body: unknown) =>
  app.call(token, "POST", "/events", body, { "content-type": "application/cloudevents-batch+json" });
const subscriptions = () => app.deps.db.tenant(app.a.id, (tx) => tx.eventSubscription.count());
const runsOf = async (workflowId: string): Promise<readonly { id: string; status: string }[]> => {
  const { body } = await app.call(token, "GET", `/runs?workflowId=${workflowId}&limit=100`);
  return body["runs"] as { id: string; status: string }[];
};
const outputs = (runIds: readonly string[]): Promise<readonly unknown[]> =>
  app.deps.db.tenant(app.a.id, async (tx) => {
    const rows = await tx.run.findMany({ where: { id: { in: [...runIds] } }, select: { id: true, output: true } });
    return runIds.map((id) => rows.find((row) => row.id === id)?.output);
  });

describe("a waiting run", () => {
  test("[D2] gets its own event, in whatever order they come, exactly once: 100 runs", async () => {
    const id = await create(waiter("order-paid"));
    const orders = Array.from({ length: 100 }, (_, index) => index);
    const runs: string[] = [];
    for (const order of orders) runs.push(await start(id, order));
    const events = orders.map((order) => event("order-paid", `paid-${order}`, order)).reverse();
    // Half of them twice; none of the runs needs to be listening yet.
    expect((await sendBatch(events)).status).toBe(202);
    expect((await sendBatch(events.slice(50))).status).toBe(202);
    await expect
      .poll(() => outputs(runs), { timeout: 90_000, interval: 500 })
      .toEqual(orders.map((order) => [{ order }]));
    const deliveries = await app.deps.db.tenant(app.a.id, (tx) => tx.eventDelivery.findMany());
    expect([deliveries.length, new Set(deliveries.map(({ runId }) => runId)).size]).toEqual([100, 100]);
    await expect.poll(subscriptions, { timeout: 10_000 }).toBe(0);
  });

  test("[D2] gets an event that came before it began to listen, and only one run does", async () => {
    const id = await create(waiter("early"));
    await send(event("early", "early-1", 1));
    await expect
      .poll(() => app.call(token, "GET", "/events?limit=1").then(({ body }) => body))
      .toMatchObject({
        events: [{ state: "unclaimed", event: { id: "early-1" } }],
      });
    const first = await start(id, 1);
    await expect.poll(() => outputs([first]), { timeout: 30_000 }).toEqual([[{ order: 1 }]]);
    const second = await start(id, 1);
    await expect.poll(subscriptions, { timeout: 20_000 }).toBe(1);
    await send(event("early", "early-2", 1));
    await expect.poll(() => outputs([second]), { timeout: 30_000 }).toEqual([[{ order: 1 }]]);
  });

  test("[I2] never gets an event of another tenant", async () => {
    const id = await create(waiter("walled"));
    const run = await start(id, 7);
    await expect.poll(subscriptions, { timeout: 20_000 }).toBe(1);
    expect((await send(event("walled", "w-1", 7), app.b.tokens.owner)).status).toBe(202);
    await expect
      .poll(() => app.deps.db.tenant(app.b.id, (tx) => tx.event.findFirst()), { timeout: 10_000 })
      .toMatchObject({ state: "unclaimed" });
    expect(await app.deps.db.tenant(app.a.id, (tx) => tx.eventDelivery.count({ where: { runId: run } }))).toBe(0);
    // The same source and id in its own tenant is another event.
    await send(event("walled", "w-1", 7));
    await expect.poll(() => outputs([run]), { timeout: 30_000 }).toEqual([[{ order: 7 }]]);
  });
});

describe("an event", () => {
  test("[D1] ten times in a row and ten times at once starts one run", async () => {
    const id = await create(starter("restock"));
    const same = event("restock", "r-1");
    for (let n = 0; n < 10; n++) expect((await send(same)).status).toBe(202);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(event("restock", "r-2"))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 202));
    const fresh = answers.filter(({ body }) => (body["events"] as { duplicate: boolean }[])[0]?.duplicate === false);
    expect(fresh).toHaveLength(1);
    await expect
      .poll(async () => (await runsOf(id)).map(({ status }) => status), { timeout: 30_000 })
      .toEqual(["completed", "completed"]);
    const runIds = (await runsOf(id)).map((run) => run.id);
    expect(await outputs(runIds)).toEqual([{ got: ["r-2"] }, { got: ["r-1"] }]);
  });

  test("that a run emits reaches another run", async () => {
    const id = await create(starter("emitted"));
    const emitter = await create(`document: { dsl: '1.0.3', namespace: default, name: emitter, version: '0.1.0' }
do:
  - tell: { emit: { event: { with: { source: "https://shop.example/emitter", type: emitted, id: e-1 } } } }
`);
    await start(emitter, 0);
    await expect
      .poll(async () => outputs((await runsOf(id)).map((run) => run.id)), { timeout: 30_000 })
      .toEqual([{ got: ["e-1"] }]);
  });

  test("[K2] accepted while the engine is down is delivered after it returns", async () => {
    const id = await create(waiter("outage"));
    const run = await start(id, 3);
    await expect.poll(subscriptions, { timeout: 20_000 }).toBe(1);
    const port = Number(temporal.address.split(":")[1]);
    await temporal.stop();
    expect((await send(event("outage", "o-1", 3))).status).toBe(202);
    await expect
      .poll(() => app.deps.db.tenant(app.a.id, (tx) => tx.eventDelivery.findFirst({ where: { runId: run } })))
      .toMatchObject({ state: "pending" });
    temporal = await startServer(port);
    await expect.poll(() => outputs([run]), { timeout: 60_000, interval: 500 }).toEqual([[{ order: 3 }]]);
  });
});
