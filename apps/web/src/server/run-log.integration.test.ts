// The log of a run through REST and tRPC, as pages and live.
import { appendRunEvents, appendRunLog, newId } from "@ironweave/db";
import type { RunLogEntry } from "@ironweave/db";
import { isTrackedEnvelope } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveActor } from "./auth/resolve-actor.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { appRouter } from "./routers/app-router.ts";
import { createTestApp, definition, ORIGIN } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";
import { createCaller } from "./trpc.ts";

let app: TestApp;
let token: string;
let names = 0;

beforeAll(async () => {
  app = await createTestApp();
  token = app.a.tokens.viewer;
});
afterAll(() => app?.[Symbol.asyncDispose]());

async function startRun(): Promise<string> {
  const created = await app.call(app.a.tokens.editor, "POST", "/workflows", definition(`logs-${++names}`));
  const path = `/workflows/${String(created.body["id"])}/runs`;
  return String((await app.call(app.a.tokens.editor, "POST", path, {})).body["runId"]);
}

const write = (runId: string, execution: number, ...lines: readonly string[]) =>
  appendRunLog(app.deps.db, { tenantId: app.a.id, runId, execution, attempt: 1, writer: newId(), part: 0, lines });

/** Ends the run so long ago that no late lines are waited for. */
async function endRun(runId: string): Promise<void> {
  const at = Date.now() - 60_000;
  const events = [
    { type: "workflow.started", input: {}, dsl: "1.0.3", engine: "test", seq: 1, at },
    { type: "workflow.completed", output: {}, seq: 2, at: at + 1 },
  ] as const;
  await appendRunEvents(app.deps.db, { tenantId: app.a.id, runId, events });
}

test("a page has the lines in order, of all executions or of one, and says when there will be no more", async () => {
  const runId = await startRun();
  await write(runId, 1, "a", "b");
  await write(runId, 2, "c");
  const page = async (query: string): Promise<unknown> =>
    (await app.call(token, "GET", `/runs/${runId}/log${query}`)).body;
  expect(await page("?limit=1")).toMatchObject({ entries: [{ seq: 1, lines: ["a", "b"] }], lastSeq: 1, done: false });
  expect(await page("?after=1")).toMatchObject({ entries: [{ seq: 2, execution: 2 }], lastSeq: 2, done: false });
  await endRun(runId);
  expect(await page("?execution=2")).toMatchObject({ entries: [{ lines: ["c"] }], lastSeq: 2, done: true });
});

test("a stream sends what is there and what comes, resumes by its ids, and ends after the run", async () => {
  const runId = await startRun();
  await write(runId, 1, "before");
  const read = async (headers: Record<string, string>): Promise<string> => {
    const request = new Request(`${ORIGIN}/api/v1/runs/${runId}/log`, {
      headers: { authorization: `Bearer ${token}`, accept: "text/event-stream", ...headers },
    });
    return (await handleRest(app.deps, request)).text();
  };
  const whole = read({});
  await write(runId, 1, "while");
  await endRun(runId);
  const linesIn = (text: string): readonly unknown[] =>
    [...text.matchAll(/^data: (.*)$/gmu)].flatMap(([, data = ""]) => (JSON.parse(data) as { lines: string[] }).lines);
  expect(linesIn(await whole)).toEqual(["before", "while"]);
  expect(linesIn(await read({ "last-event-id": "1" }))).toEqual(["while"]);
  const wrong = { accept: "text/event-stream", "last-event-id": "x" };
  expect((await app.call(token, "GET", `/runs/${runId}/log`, undefined, wrong)).status).toBe(400);
});

test("a window follows one step", async () => {
  const runId = await startRun();
  await write(runId, 1, "other step");
  await write(runId, 2, "mine");
  await endRun(runId);
  const reauthorize = () => resolveActor(app.deps, new Headers({ authorization: `Bearer ${token}` }));
  const actor = await reauthorize();
  const caller = createCaller(appRouter)({ deps: app.deps, actor, reauthorize });
  const seen: unknown[] = [];
  for await (const batch of await caller.run.onLog({ id: runId, execution: 2 })) {
    if (!isTrackedEnvelope(batch)) throw new Error("not tracked");
    const [id, entries] = batch as readonly [string, readonly RunLogEntry[], ...unknown[]];
    seen.push({ id, lines: entries.flatMap(({ lines }) => lines) });
  }
  expect(seen).toEqual([{ id: "2", lines: ["mine"] }]);
});
