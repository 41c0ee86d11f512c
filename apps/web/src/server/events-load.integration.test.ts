// Many events to many waiting runs, on a real database, a real Temporal server and a worker process, while the process that
// delivers is killed again and again. IRONWEAVE_EVENT_RUNS sets how many (300; `IRONWEAVE_EVENT_RUNS=1000` takes some minutes).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createPayloadCodec } from "@ironweave/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChild } from "../../../../scripts/stack/child.ts";
import type { Child } from "../../../../scripts/stack/child.ts";
import { findTemporal } from "../../../../scripts/stack/find-temporal.ts";
import { nodeProgram, projectRoot, stateFolders } from "../../../../scripts/stack/project.ts";
import { startTemporal } from "../../../../scripts/stack/temporal.ts";
import type { Temporal } from "../../../../scripts/stack/temporal.ts";
import { createTemporalEngine } from "./engine/temporal-engine.ts";
import { createTestApp } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";

const RUNS = Number(process.env["IRONWEAVE_EVENT_RUNS"] ?? 300);
const BATCH = 100;
/** Starts, events and deliveries of one run take well under a quarter of a second on two busy cores. */
const PATIENCE_MS = 60_000 + RUNS * 500;

let app: TestApp;
let folder: string;
let temporal: Temporal;
let worker: Child;
let dispatcher: Child;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ironweave-events-"));
  app = await createTestApp();
  const program = await findTemporal({ binFolder: stateFolders().bin, progress: (line) => console.log(line) });
  temporal = await startTemporal({
    program,
    logFile: join(folder, "temporal.log"),
    databaseFile: join(folder, "temporal.db"),
  });
  const place = { address: temporal.address, namespace: "default", taskQueue: "events" };
  Object.assign(app.deps, { engine: createTemporalEngine({ ...place, codec: createPayloadCodec(app.deps.db) }) });
  worker = await spawn("worker", "apps/worker/src/main.ts");
  dispatcher = await spawn("dispatcher", "apps/web/src/server/testing/dispatcher-process.ts");
});
afterAll(async () => {
  await dispatcher?.kill();
  await worker?.stop(10_000);
  await temporal?.stop();
  await app?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function spawn(name: string, script: string): Promise<Child> {
  return startChild({
    name,
    command: nodeProgram(),
    args: [script],
    cwd: projectRoot,
    env: {
      NODE_ENV: "production",
      PATH: process.env["PATH"],
      DATABASE_URL: app.deps.db.url,
      TEMPORAL_ADDRESS: temporal.address,
      IRONWEAVE_TASK_QUEUE: "events",
    },
    logFile: join(folder, `${name}.log`),
  });
}

const WAITER = `document: { dsl: '1.0.3', namespace: default, name: many, version: '0.1.0' }
do:
  - wait:
      listen:
        to:
          one:
            with: { type: paid }
            correlate: { order: { from: '\${ .data.order }', expect: '\${ .order }' } }
`;
const orders = Array.from({ length: RUNS }, (_, index) => index);

test(
  `[D2] ${RUNS} events reach ${RUNS} waiting runs, each its own exactly once, though the dispatcher is killed meanwhile`,
  { timeout: PATIENCE_MS * 2 },
  async () => {
    const token = app.a.tokens.editor;
    const workflowId = String((await app.call(token, "POST", "/workflows", WAITER)).body["id"]);
    const runs = new Map<string, number>();
    const startOne = async (order: number): Promise<void> => {
      const { body } = await app.call(token, "POST", `/workflows/${workflowId}/runs`, { input: { order } });
      runs.set(String(body["runId"]), order);
    };
    for (let first = 0; first < RUNS; first += 10) await Promise.all(orders.slice(first, first + 10).map(startOne));
    const waiting = (): Promise<number> =>
      app.deps.db.tenant(app.a.id, (tx) => tx.eventSubscription.count({ where: { fresh: false } }));
    await expect.poll(waiting, { timeout: PATIENCE_MS, interval: 500 }).toBe(RUNS);

    const began = Date.now();
    const headers = { "content-type": "application/cloudevents-batch+json" };
    for (let first = 0; first < RUNS; first += BATCH) {
      // In another order than the runs, and the whole batch twice: as a sender does that got no answer.
      const events = orders
        .slice(first, first + BATCH)
        .reverse()
        .map((order) => ({ specversion: "1.0", id: `paid-${order}`, source: "/shop", type: "paid", data: { order } }));
      expect((await app.call(token, "POST", "/events", events, headers)).status).toBe(202);
      expect((await app.call(token, "POST", "/events", events, headers)).status).toBe(202);
    }
    // Killed wherever it is: between matching and signalling, between a signal and its row.
    for (const afterMs of [50, 400, 900]) {
      await delay(afterMs);
      await dispatcher.kill();
      dispatcher = await spawn("dispatcher", "apps/web/src/server/testing/dispatcher-process.ts");
    }
    const completed = (): Promise<number> =>
      app.deps.db.tenant(app.a.id, (tx) => tx.run.count({ where: { workflowId, status: "completed" } }));
    await expect.poll(completed, { timeout: PATIENCE_MS, interval: 500 }).toBe(RUNS);
    console.log(`${RUNS} events reached ${RUNS} runs within ${Date.now() - began} ms, three killings included`);

    const rows = await app.deps.db.tenant(app.a.id, (tx) =>
      tx.run.findMany({ where: { workflowId }, select: { id: true, output: true } }),
    );
    expect(rows.map(({ id, output }) => [runs.get(id), output])).toEqual(
      rows.map(({ id }) => [runs.get(id), [{ order: runs.get(id) }]]),
    );
    const deliveries = await app.deps.db.tenant(app.a.id, (tx) =>
      tx.eventDelivery.groupBy({ by: ["state"], _count: true }),
    );
    // A repeated signal may find its run ended: the first had reached it.
    expect(deliveries.reduce((sum, { _count }) => sum + _count, 0)).toBe(RUNS);
    expect(deliveries.map(({ state }) => state)).not.toContain("pending");
    expect(new Set(rows.map(({ id }) => id)).size).toBe(RUNS);
  },
);
