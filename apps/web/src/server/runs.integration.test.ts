// Runs through REST on a real database, with an engine that only remembers: starts, repeats, outages, ends and streams.
import { appendRunEvents } from "@ironweave/db";
import type { RunEventBody, RunEventHead } from "@ironweave/schema/run";
import { isTrackedEnvelope } from "@trpc/server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { resolveActor } from "./auth/resolve-actor.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { appRouter } from "./routers/app-router.ts";
import { reconcileRuns } from "./services/reconcile-runs.ts";
import { createTestApp, definition, ORIGIN } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";
import { createCaller } from "./trpc.ts";

let app: TestApp;
let token: string;
let names = 0;

beforeAll(async () => {
  app = await createTestApp();
  token = app.a.tokens.editor;
});
afterEach(() => {
  app.engine.down = false;
});
afterAll(() => app?.[Symbol.asyncDispose]());

async function createWorkflow(): Promise<string> {
  const created = await app.call(token, "POST", "/workflows", definition(`w-${++names}`));
  expect(created.status).toBe(201);
  return String(created.body["id"]);
}

async function startRun(workflowId: string, body: object = {}, headers: object = {}): Promise<string> {
  const started = await app.call(token, "POST", `/workflows/${workflowId}/runs`, body, headers);
  expect(started.status).toBe(201);
  return String(started.body["runId"]);
}

const EPOCH = Date.now();

/** Plays the worker: stores events from a number on. Numbers and times rise together, whatever is stored first. */
async function report(runId: string, bodies: readonly RunEventBody[], first = 1, shiftMs = 0): Promise<void> {
  const events = bodies.map((body, index) => ({ ...body, seq: first + index, at: EPOCH + first + index + shiftMs }));
  await appendRunEvents(app.deps.db, { tenantId: app.a.id, runId, events });
}

const STARTED: RunEventBody = { type: "workflow.started", input: {}, dsl: "1.0.3", engine: "test" };
const COMPLETED: RunEventBody = { type: "workflow.completed", output: { z: 1, a: ["\u0000", null] } };

function readRun(id: string) {
  return app.call(token, "GET", `/runs/${id}`).then(({ body }) => body);
}

/** All of a stream's text; it ends with the run. */
async function readStream(runId: string, headers: Record<string, string> = {}, by = token): Promise<string> {
  const request = new Request(`${ORIGIN}/api/v1/runs/${runId}/events`, {
    headers: { authorization: `Bearer ${by}`, accept: "text/event-stream", ...headers },
  });
  return (await handleRest(app.deps, request)).text();
}

const idsIn = (stream: string): readonly number[] =>
  [...stream.matchAll(/^id: ([\d.]+)$/gmu)].map((match) => Number(match[1]));

describe("a start", () => {
  test("hands the document, the input and derived ids to the engine", async () => {
    const workflowId = await createWorkflow();
    const runId = await startRun(workflowId, { input: { host: "a" } });
    expect(app.engine.started.get(runId)).toMatchObject({
      tenantId: app.a.id,
      namespace: "default",
      workflowName: `w-${names}`,
      document: { document: { name: `w-${names}` } },
      input: { host: "a" },
    });
  });

  test("[D3] the same key 20 times at once is one run, and another body with it is a conflict", async () => {
    const workflowId = await createWorkflow();
    const key = { "idempotency-key": "double-click" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.call(token, "POST", `/workflows/${workflowId}/runs`, { input: 1 }, key)),
    );
    expect(new Set(answers.map(({ body }) => body["runId"])).size).toBe(1);
    expect(answers.filter(({ body }) => body["created"] === true)).toHaveLength(1);
    expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true);
    const other = await app.call(token, "POST", `/workflows/${workflowId}/runs`, { input: 2 }, key);
    expect([other.status, other.body]).toMatchObject([409, { error: { code: "idempotency_conflict" } }]);
  });

  test("[K2] is accepted while the engine is down, and started once when it is back", async () => {
    const workflowId = await createWorkflow();
    app.engine.down = true;
    const started = await app.call(token, "POST", `/workflows/${workflowId}/runs`, {});
    expect([started.status, started.body]).toMatchObject([201, { status: "pending" }]);
    const runId = String(started.body["runId"]);
    const later = Date.now() + 10_000;
    await reconcileRuns(app.deps, later);
    expect(app.engine.started.has(runId)).toBe(false);
    app.engine.down = false;
    await Promise.all([reconcileRuns(app.deps, later), reconcileRuns(app.deps, later)]);
    expect(app.engine.started.has(runId)).toBe(true);
    expect((await reconcileRuns(app.deps, later)).started).toBe(0);
  });

  test("with ?wait answers with the outcome as soon as it is there", async () => {
    const workflowId = await createWorkflow();
    const asked = app.call(token, "POST", `/workflows/${workflowId}/runs?wait=30`, {});
    await expect.poll(() => app.engine.started.size).toBeGreaterThan(0);
    await expect
      .poll(async () => {
        const { body } = await app.call(token, "GET", `/runs?workflowId=${workflowId}`);
        return (body["runs"] as unknown[]).length;
      })
      .toBe(1);
    const listed = await app.call(token, "GET", `/runs?workflowId=${workflowId}`);
    const [{ id }] = listed.body["runs"] as [{ id: string }];
    await report(id, [STARTED, COMPLETED]);
    const { status, body } = await asked;
    expect([status, body]).toMatchObject([
      201,
      { runId: id, status: "completed", output: { z: 1, a: ["\u0000", null] } },
    ]);
    expect(Object.keys(body["output"] as object)).toEqual(["z", "a"]);
  });

  test("of a workflow without a version is refused, and so is an input over the limit", async () => {
    const { createWorkflow: create } = await import("./services/create-workflow.ts");
    const actor = { tenantId: app.a.id, user: { id: app.a.id, email: "", name: "" } };
    const draft = await create(
      app.deps,
      { ...actor, tenantName: "", role: "owner", via: "token" },
      definition("only-draft"),
    );
    const refused = await app.call(token, "POST", `/workflows/${draft.id}/runs`, {});
    expect([refused.status, refused.body]).toMatchObject([409, { error: { code: "no_version" } }]);
    const large = await app.call(token, "POST", `/workflows/${draft.id}/runs`, { input: "x".repeat(17 * 1_048_576) });
    expect([large.status, large.body]).toMatchObject([413, { error: { code: "payload_too_large" } }]);
  });

  test("of a text in one request saves it as a version first, and the same text again makes no other", async () => {
    const body = { definition: definition("ad-hoc"), input: {} };
    const first = await app.call(token, "POST", "/runs", body);
    const second = await app.call(token, "POST", "/runs", body);
    const runs = await Promise.all([first, second].map(({ body: { runId } }) => readRun(String(runId))));
    expect(runs.map((run) => run["version"])).toMatchObject([{ number: 1 }, { number: 1 }]);
  });
});

describe("a run", () => {
  test("goes on when its workflow is deleted, and stays readable", async () => {
    const workflowId = await createWorkflow();
    const runId = await startRun(workflowId);
    await report(runId, [STARTED]);
    expect((await app.call(token, "DELETE", `/workflows/${workflowId}`)).status).toBe(200);
    expect((await app.call(token, "GET", `/workflows/${workflowId}`)).status).toBe(404);
    await report(runId, [COMPLETED], 2);
    expect(await readRun(runId)).toMatchObject({
      status: "completed",
      workflow: { id: workflowId, deletedAt: expect.any(String) },
    });
    // The name is free again.
    expect((await app.call(token, "POST", "/workflows", definition(`w-${names}`))).status).toBe(201);
  });

  test("that is cancelled before the engine has it ends at once; later the engine is asked", async () => {
    const workflowId = await createWorkflow();
    app.engine.down = true;
    const waiting = await startRun(workflowId);
    expect((await app.call(token, "POST", `/runs/${waiting}/cancel`)).status).toBe(202);
    expect(await readRun(waiting)).toMatchObject({ status: "cancelled", lastSeq: 1 });
    app.engine.down = false;
    await reconcileRuns(app.deps, Date.now() + 10_000);
    expect(app.engine.started.has(waiting)).toBe(false);

    const running = await startRun(workflowId);
    await report(running, [STARTED]);
    app.engine.down = true;
    expect((await app.call(token, "POST", `/runs/${running}/cancel`)).status).toBe(503);
    app.engine.down = false;
    expect((await app.call(token, "POST", `/runs/${running}/cancel`)).status).toBe(202);
    expect(app.engine.cancelled).toContain(running);
    await report(running, [{ type: "workflow.cancelled" }], 2);
    const again = await app.call(token, "POST", `/runs/${running}/cancel`);
    expect([again.status, again.body]).toMatchObject([409, { error: { code: "run_ended" } }]);
  });

  test("[Q1] whose execution is gone ends as lost, and its stream ends too", async () => {
    const workflowId = await createWorkflow();
    const runId = await startRun(workflowId);
    await report(runId, [STARTED]);
    app.engine.states.set(runId, "gone");
    await reconcileRuns(app.deps, Date.now() + 120_000);
    expect(await readRun(runId)).toMatchObject({
      status: "faulted",
      error: { detail: expect.stringMatching(/^lost: /u) },
    });
    expect(idsIn(await readStream(runId))).toEqual([1, 2]);
  });
});

test("a run's page opens with the journal without its data, follows from there, and asks for data by number", async () => {
  const headers = new Headers({ authorization: `Bearer ${token}` });
  const reauthorize = () => resolveActor(app.deps, headers);
  const { run } = createCaller(appRouter)({ deps: app.deps, actor: await reauthorize(), reauthorize });
  const id = await startRun(await createWorkflow());
  await report(id, [{ ...STARTED, input: { secret: 1 } }, { type: "workflow.suspended" }]);
  const opening = await run.heads({ id });
  const { input: _, ...head } = STARTED as RunEventBody & { readonly input: unknown };
  expect(opening).toEqual({
    events: [
      { ...head, seq: 1, at: EPOCH + 1 },
      { type: "workflow.suspended", seq: 2, at: EPOCH + 2 },
    ],
    lastEventId: "2",
    done: false,
  });
  expect(await run.event({ id, seq: 1 })).toEqual({ ...STARTED, input: { secret: 1 }, seq: 1, at: EPOCH + 1 });
  await expect(run.event({ id, seq: 3 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await report(id, [{ type: "workflow.resumed" }, COMPLETED], 3);
  const seen: unknown[] = [];
  for await (const sent of await run.onEvents({ id, lastEventId: opening.lastEventId })) {
    // Called directly, a procedure yields what the transport would take apart.
    if (!isTrackedEnvelope<readonly RunEventHead[]>(sent)) throw new Error("an event without an id");
    const [eventId, events] = sent;
    seen.push([eventId, events.map(({ seq, type }) => [seq, type]), JSON.stringify(events).includes("output")]);
  }
  expect(seen).toEqual([
    [
      "4",
      [
        [3, "workflow.resumed"],
        [4, "workflow.completed"],
      ],
      false,
    ],
  ]);
  expect(await run.heads({ id })).toMatchObject({ lastEventId: "4", done: true });
});

describe("a start with a text", () => {
  const document = "{ dsl: '1.0.3', namespace: default, name: from-a-file, version: '0.1.0' }";
  const withInputs = document.replace(" }", ", metadata: { inputs: [{ name: sample, input: { n: 1 } }] } }");
  const text = (header: string) => `document: ${header}\ndo:\n  - greet:\n      set: { hi: there }\n`;

  test("runs exactly that text and leaves the draft, with its sample inputs, as it is", async () => {
    const created = await app.call(token, "POST", "/workflows", text(withInputs));
    const path = `/workflows/${String(created.body["id"])}`;
    const started = await app.call(token, "POST", "/runs", { definition: text(document), input: {} });
    const run = await app.call(token, "GET", `/runs/${String(started.body["runId"])}`);
    expect(run.body).toMatchObject({
      workflow: { id: created.body["id"] },
      version: { number: 2, text: text(document) },
    });
    expect((await app.call(token, "GET", path)).body).toMatchObject({ draft: { text: text(withInputs), revision: 0 } });
  });

  test("of a workflow that is not there yet is its first version and its draft", async () => {
    const fresh = text(document.replace("from-a-file", "from-a-new-file"));
    const started = await app.call(token, "POST", "/runs", { definition: fresh });
    const run = await app.call(token, "GET", `/runs/${String(started.body["runId"])}`);
    const { id } = run.body["workflow"] as { id: string };
    expect((await app.call(token, "GET", `/workflows/${id}`)).body).toMatchObject({ draft: { text: fresh } });
  });
});

describe("[L7] a stream of events", () => {
  test("has every number once and in order, also when they are stored out of order, and ends with the run", async () => {
    const runId = await startRun(await createWorkflow());
    await report(runId, [STARTED]);
    const stream = readStream(runId);
    const waits: RunEventBody[] = Array.from({ length: 8 }, () => ({ type: "workflow.resumed" }));
    await report(runId, waits.slice(4), 6);
    await report(runId, waits.slice(2), 4);
    await report(runId, waits.slice(0, 4), 2);
    await report(runId, [COMPLETED], 10);
    expect(idsIn(await stream)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(idsIn(await readStream(runId, { "last-event-id": "7" }))).toEqual([8, 9, 10]);
    expect(idsIn(await readStream(runId, { "last-event-id": "10" }))).toEqual([]);
  });

  test("begins again at the first event when events that were sent are replaced", async () => {
    const runId = await startRun(await createWorkflow());
    await report(runId, [STARTED, { type: "workflow.suspended" }, { type: "workflow.resumed" }]);
    const stream = readStream(runId);
    await expect.poll(async () => (await app.call(token, "GET", `/runs/${runId}/events`)).body["lastSeq"]).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await report(runId, [COMPLETED], 2, 1_000);
    expect(idsIn(await stream)).toEqual([1, 2, 3, 1.1, 2.1]);
    expect(idsIn(await readStream(runId, { "last-event-id": "1" }))).toEqual([1.1, 2.1]);
    expect(idsIn(await readStream(runId, { "last-event-id": "1.1" }))).toEqual([2.1]);
  });

  test("[A1] ends soon after its token is revoked", async () => {
    const runId = await startRun(await createWorkflow());
    const stream = readStream(runId, {}, app.a.tokens.viewer);
    const { credentialHash } = await import("./auth/credential.ts");
    const tokenHash = Buffer.from(credentialHash(app.a.tokens.viewer), "hex");
    await app.deps.db.tenant(app.a.id, (tx) =>
      tx.apiToken.updateMany({ where: { tokenHash }, data: { revokedAt: new Date() } }),
    );
    const began = Date.now();
    expect(await stream).toContain('"unauthenticated"');
    expect(Date.now() - began).toBeLessThan(6_000);
  });

  test("pages of events as JSON say when there is no more", async () => {
    const runId = await startRun(await createWorkflow());
    await report(runId, [STARTED, COMPLETED]);
    const page = await app.call(token, "GET", `/runs/${runId}/events?limit=1`);
    expect(page.body).toMatchObject({ lastSeq: 1, done: false, events: [{ ...STARTED, seq: 1 }] });
    const rest = await app.call(token, "GET", `/runs/${runId}/events?after=1`);
    expect(rest.body).toMatchObject({ lastSeq: 2, done: true });
  });
});

test("runs are listed page by page without one twice or left out", async () => {
  const workflowId = await createWorkflow();
  const started: string[] = [];
  for (let i = 0; i < 5; i++) started.push(await startRun(workflowId));
  const seen: string[] = [];
  for (let cursor = ""; ;) {
    const query = `workflowId=${workflowId}&limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const { body } = await app.call(token, "GET", `/runs?${query}`);
    seen.push(...(body["runs"] as { id: string }[]).map((run) => run.id));
    if (typeof body["nextCursor"] !== "string") break;
    cursor = body["nextCursor"];
  }
  expect(seen).toEqual(started.toReversed());
});

test("runs are found by a part of the workflow's name, by how their id begins, and by when they were made", async () => {
  const workflowId = await createWorkflow();
  const ids = [await startRun(workflowId), await startRun(workflowId)] as const;
  const { body } = await app.call(token, "GET", `/runs/${ids[0]}`);
  const name = (body["workflow"] as { name: string }).name;
  const createdAt = body["createdAt"] as string;
  const found = async (query: Record<string, string>) => {
    const answer = await app.call(token, "GET", `/runs?${new URLSearchParams(query).toString()}`);
    return (answer.body["runs"] as { id: string }[]).map((run) => run.id);
  };
  expect(await found({ search: name.slice(1).toUpperCase() })).toEqual([ids[1], ids[0]]);
  expect(await found({ search: ids[0] })).toEqual([ids[0]]);
  expect(await found({ search: ids[0].slice(0, 13), workflowId })).toContain(ids[0]);
  expect(await found({ search: "%", workflowId })).toEqual([]);
  expect(await found({ search: " ", workflowId })).toEqual([ids[1], ids[0]]);
  expect(await found({ workflowId, until: createdAt })).toEqual([]);
  expect(await found({ workflowId, since: createdAt })).toEqual([ids[1], ids[0]]);
  expect(await found({ workflowId, search: name, status: "completed" })).toEqual([]);
  const wrong = await app.call(token, "GET", "/runs?since=yesterday");
  expect(wrong.body).toMatchObject({ error: { code: "invalid_input" } });
});
