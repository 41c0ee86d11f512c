// What the benchmark of the run page stands on: the built page before a database of its own, a signed-in browser, and runs
// whose journals are written straight into the database. No engine: nothing runs.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import type { BrowserContext } from "@playwright/test";
import { appendRunEvents, createDatabase, newId, secretKeyFrom } from "@ironweave/db";
import type { Database } from "@ironweave/db";
import { startTestDatabase } from "@ironweave/db/testing";
import type { RunEvent, RunEventBody } from "@ironweave/schema/run";
import { seedDemo } from "../apps/web/src/server/services/seed-demo.ts";
import { freePort } from "../scripts/stack/free-port.ts";
import { startWeb } from "../scripts/stack/pieces.ts";
import { buildWeb } from "../scripts/stack/web-build.ts";
import { findBrowser } from "../scripts/testing/find-browser.ts";

const OWNER = { email: "bench@ironweave.example", password: "correct horse battery" };
/** Steps in the loop of the workflow. */
const STEPS = 20;
const BATCH = 500;

export interface RunPageLab extends AsyncDisposable {
  readonly url: string;
  readonly context: BrowserContext;
  /** A completed run whose journal has at least so many events; its id and how many it has. */
  seedRun(events: number, dataBytes: number): Promise<{ readonly id: string; readonly events: number }>;
  /** A run of a new workflow that nothing executes; its journal is what is appended here. */
  startRun(text: string): Promise<LiveRun>;
}

export interface LiveRun {
  readonly id: string;
  append(bodies: readonly RunEventBody[]): Promise<void>;
}

export async function startRunPageLab(): Promise<RunPageLab> {
  const folder = mkdtempSync(join(tmpdir(), "ironweave-bench-page-"));
  if (process.env["BENCH_NO_BUILD"] === undefined) await buildWeb({ logFile: join(folder, "build.log") });
  const postgres = await startTestDatabase();
  const db = createDatabase({ url: postgres.url });
  const { tenantId } = await seedDemo(db, {
    ownerEmail: OWNER.email,
    ownerPassword: OWNER.password,
    ownerToken: newId(),
    secretKey: secretKeyFrom(Buffer.alloc(32, 1).toString("base64")),
    secrets: {},
    workflows: [TEXT],
  });
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const web = await startWeb({
    logs: folder,
    host: "127.0.0.1",
    port,
    // Nobody listens at port 1: the page of an ended run needs no engine.
    env: { ...process.env, DATABASE_URL: postgres.url, IRONWEAVE_URL: url, TEMPORAL_ADDRESS: "127.0.0.1:1" },
  });
  const executablePath = findBrowser((line) => console.log(line));
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  // The moments are asked for by text that the page evaluates, which its policy forbids.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  const answer = await context.request.post(`${url}/api/auth/login`, { data: OWNER, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`signing in: ${answer.status()}`);
  return {
    url,
    context,
    seedRun: (events, dataBytes) => seedRun(db, tenantId, { events, dataBytes }),
    startRun: async (text) => {
      const created = await context.request.post(`${url}/api/v1/workflows`, {
        data: text,
        headers: { "content-type": "application/yaml", origin: url },
      });
      if (!created.ok()) throw new Error(`creating a workflow: ${created.status()} ${await created.text()}`);
      const { id: workflowId } = (await created.json()) as { readonly id: string };
      return startRun(db, tenantId, workflowId);
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await web.stop();
      await db.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const TEXT = `document: { dsl: "1.0.3", namespace: default, name: bench-run-page, version: "1.0.0" }
do:
  - each:
      for: { each: n, in: "\${ .items }" }
      do:
${Array.from({ length: STEPS }, (_, step) => `        - step${step}:\n            set: { n: "\${ $n }" }\n`).join("")}`;

async function startRun(db: Database, tenantId: string, workflowId: string): Promise<LiveRun> {
  const version = await db.tenant(tenantId, (tx) => tx.workflowVersion.findFirstOrThrow({ where: { workflowId } }));
  const id = newId();
  const data = { id, tenantId, workflowId, versionId: version.id, input: {}, requestHash: id };
  await db.tenant(tenantId, (tx) => tx.run.create({ data }));
  let seq = 0;
  return {
    id,
    append: async (bodies) => {
      const events = bodies.map((body): RunEvent => ({ ...body, seq: ++seq, at: Date.now() }));
      await appendRunEvents(db, { tenantId, runId: id, events });
    },
  };
}

interface Wanted {
  readonly events: number;
  readonly dataBytes: number;
}

export async function seedRun(db: Database, tenantId: string, wanted: Wanted): Promise<{ id: string; events: number }> {
  const version = await db.tenant(tenantId, (tx) => tx.workflowVersion.findFirstOrThrow({ where: { tenantId } }));
  const id = newId();
  await db.tenant(tenantId, (tx) =>
    tx.run.create({
      data: { id, tenantId, workflowId: version.workflowId, versionId: version.id, input: {}, requestHash: id },
    }),
  );
  const began = Date.now() - 3_600_000;
  const events = journal(wanted).map((body, index): RunEvent => ({ ...body, seq: index + 1, at: began + index * 7 }));
  for (let at = 0; at < events.length; at += BATCH) {
    await appendRunEvents(db, { tenantId, runId: id, events: events.slice(at, at + BATCH) });
  }
  return { id, events: events.length };
}

function journal({ events, dataBytes }: Wanted): readonly RunEventBody[] {
  const data = { note: "x".repeat(dataBytes) };
  const loop = { task: "/do/0/each", name: "each", execution: 1, iteration: [], attempt: 1 };
  const bodies: RunEventBody[] = [
    { type: "workflow.started", input: {}, dsl: "1.0.3", engine: "bench" },
    { type: "task.started", input: data, ...loop },
  ];
  for (let execution = 2; bodies.length + 2 < events; execution += 1) {
    const [round, step] = [Math.floor((execution - 2) / STEPS), (execution - 2) % STEPS];
    const name = `step${step}`;
    const place = { task: `/do/0/each/do/${step}/${name}`, name, execution, iteration: [round], attempt: 1 };
    bodies.push({ type: "task.started", input: data, ...place }, { type: "task.completed", output: data, ...place });
  }
  bodies.push({ type: "task.completed", output: data, ...loop }, { type: "workflow.completed", output: data });
  return bodies;
}
