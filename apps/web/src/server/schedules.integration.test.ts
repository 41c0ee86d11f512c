// What starts workflows by itself, over a real database; the clock is an argument and the engine only remembers.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runSchedules } from "./services/run-schedules.ts";
import { adoptSchedules } from "./services/sync-schedules.ts";
import { createTestApp } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";

let app: TestApp;
let token: string;
let count = 0;

beforeAll(async () => {
  app = await createTestApp();
  token = app.a.tokens.editor;
});
afterAll(async () => app?.[Symbol.asyncDispose]());
// Each test has the tenant to itself: schedules of another one would start runs too.
beforeEach(() => app.deps.db.tenant(app.a.id, (tx) => tx.workflowSchedule.deleteMany()));

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

function text(schedule: string, name = `scheduled-${String((count += 1))}`): string {
  return `document: { dsl: '1.0.3', namespace: default, name: ${name}, version: '0.1.0' }
schedule: ${schedule}
do:
  - greet: { set: { hi: there } }
`;
}

async function publish(schedule: string): Promise<string> {
  const { status, body } = await app.call(token, "POST", "/workflows", text(schedule));
  expect([status, body]).toMatchObject([201, {}]);
  return String(body["id"]);
}

interface Listed {
  readonly kind: string;
  readonly next: readonly string[];
  readonly problem?: string;
  readonly overlap: string;
  readonly paused?: { readonly note?: string };
  readonly version: { readonly number: number };
  readonly latest: readonly {
    readonly dueAt: string;
    readonly outcome: string;
    readonly count: number;
    readonly runId?: string;
  }[];
}
const schedulesOf = async (id: string): Promise<readonly Listed[]> => {
  const { body } = await app.call(token, "GET", `/workflows/${id}/schedules`);
  return body["schedules"] as Listed[];
};
const runsOf = (workflowId: string) =>
  app.deps.db.tenant(app.a.id, (tx) => tx.run.findMany({ where: { workflowId }, orderBy: { createdAt: "asc" } }));
const end = (runId: string, endedAt: Date, status = "completed") =>
  app.deps.db.tenant(app.a.id, (tx) => tx.run.update({ where: { id: runId }, data: { status, endedAt } }));
const outcomes = async (id: string): Promise<readonly string[]> =>
  (await schedulesOf(id))[0]?.latest.map(({ outcome }) => outcome) ?? [];

describe("`every`", () => {
  test("starts a run of the published version at each interval, also while one goes on", async () => {
    const id = await publish("{ every: { minutes: 10 } }");
    const [schedule] = await schedulesOf(id);
    const first = Date.parse(schedule?.next[0] ?? "");
    expect(schedule).toMatchObject({ kind: "every", spec: { intervalMs: 10 * MINUTE }, overlap: "allow" });
    expect(Math.abs(first - Date.now() - 10 * MINUTE)).toBeLessThan(30 * SECOND);
    expect(await runSchedules(app.deps, first - 1)).toBe(first);
    expect(await runsOf(id)).toEqual([]);
    expect(await runSchedules(app.deps, first)).toBe(first + 10 * MINUTE);
    await runSchedules(app.deps, first + 10 * MINUTE);
    const runs = await runsOf(id);
    expect(runs.map(({ input, startState }) => ({ input, startState }))).toEqual([
      { input: {}, startState: "started" },
      { input: {}, startState: "started" },
    ]);
    expect(app.engine.started.get(runs[0]?.id ?? "")).toMatchObject({
      workflowName: expect.stringMatching("scheduled"),
    });
    expect(await outcomes(id)).toEqual(["started", "started"]);
  });

  test("is decided once by many processes at once", async () => {
    const id = await publish("{ every: PT1H }");
    const at = Date.parse((await schedulesOf(id))[0]?.next[0] ?? "");
    await Promise.all(Array.from({ length: 5 }, () => runSchedules(app.deps, at)));
    expect(await runsOf(id)).toHaveLength(1);
  });

  test("keeps its times where a new version has the same interval, and begins anew where it has not", async () => {
    const id = await publish("{ every: PT1H }");
    const [before] = await schedulesOf(id);
    const name = `scheduled-${String(count)}`;
    await app.call(token, "POST", "/workflows", `${text("{ every: PT1H }", name)}# changed\n`);
    expect(await schedulesOf(id)).toMatchObject([{ next: before?.next, version: { number: 2 } }]);
    await app.call(token, "POST", "/workflows", text("{ every: PT2H }", name));
    const [after] = await schedulesOf(id);
    expect(Date.parse(after?.next[0] ?? "") - Date.parse(before?.next[0] ?? "")).toBeGreaterThanOrEqual(HOUR);
    await app.call(token, "POST", "/workflows", text("{ cron: '@daily' }", name));
    expect((await schedulesOf(id)).map(({ kind }) => kind)).toEqual(["cron"]);
  });

  test("shorter than the limit tells its problem and starts nothing", async () => {
    const id = await publish("{ every: { milliseconds: 5 } }");
    expect(await schedulesOf(id)).toMatchObject([
      { problem: "`every` is 5 ms; the shortest interval is 1000 ms", next: [] },
    ]);
  });

  test("waits with its start while the engine is away, and the reconciler has it", async () => {
    const id = await publish("{ every: PT1H }");
    app.engine.down = true;
    await runSchedules(app.deps, Date.now() + HOUR + SECOND);
    app.engine.down = false;
    expect(await runsOf(id)).toMatchObject([{ startState: "pending", status: "pending" }]);
  });
});

describe("`cron`", () => {
  test("skips a time while its run goes on, queues it, or allows another", async () => {
    const id = await publish("{ cron: '*/10 * * * *' }");
    const [schedule] = await schedulesOf(id);
    const at = (n: number): number => Date.parse(schedule?.next[0] ?? "") + n * 10 * MINUTE;
    await runSchedules(app.deps, at(0));
    await runSchedules(app.deps, at(1));
    expect(await outcomes(id)).toEqual(["skipped", "started"]);
    await app.call(token, "PUT", `/workflows/${id}/schedules/cron`, { overlap: "queue" });
    await runSchedules(app.deps, at(2));
    expect(await runsOf(id)).toHaveLength(1);
    await end((await runsOf(id))[0]?.id ?? "", new Date(at(2) + MINUTE));
    await runSchedules(app.deps, at(2) + MINUTE);
    expect(await outcomes(id)).toEqual(["started", "skipped", "started"]);
    await app.call(token, "PUT", `/workflows/${id}/schedules/cron`, { overlap: "allow" });
    await runSchedules(app.deps, at(3));
    expect(await outcomes(id)).toEqual(["started", "started", "skipped", "started"]);
  });

  test("after an outage starts the latest time, within its window, or all of them", async () => {
    const id = await publish("{ cron: '0 * * * *' }");
    const first = Date.parse((await schedulesOf(id))[0]?.next[0] ?? "");
    await app.call(token, "PUT", `/workflows/${id}/schedules/cron`, { overlap: "allow" });
    await runSchedules(app.deps, first + 3 * HOUR + 5 * MINUTE);
    expect((await schedulesOf(id))[0]?.latest).toMatchObject([
      { outcome: "started", dueAt: new Date(first + 3 * HOUR).toISOString() },
      { outcome: "missed", count: 3, dueAt: new Date(first + 2 * HOUR).toISOString() },
    ]);
    await app.call(token, "PUT", `/workflows/${id}/schedules/cron`, { catchUp: "all" });
    await runSchedules(app.deps, first + 6 * HOUR + 5 * MINUTE);
    expect((await outcomes(id)).slice(0, 3)).toEqual(["started", "started", "started"]);
    await app.call(token, "PUT", `/workflows/${id}/schedules/cron`, { catchUpWindowMs: MINUTE });
    await runSchedules(app.deps, first + 8 * HOUR + 5 * MINUTE);
    expect((await schedulesOf(id))[0]?.latest[0]).toMatchObject({ outcome: "missed", count: 2 });
  });

  test("that is wrong is refused when the version is saved", async () => {
    const { status, body } = await app.call(token, "POST", "/workflows", text("{ cron: '0 0 30 2 *' }"));
    expect([status, body]).toMatchObject([
      400,
      { error: { code: "invalid_definition", details: { diagnostics: [{ code: "invalid_cron" }] } } },
    ]);
  });
});

describe("`after`", () => {
  test("starts when the delay has passed since the previous run ended, however it ended and whoever started it", async () => {
    const id = await publish("{ after: { minutes: 5 } }");
    const now = Date.now();
    expect(await runSchedules(app.deps, now)).toBeGreaterThan(now + 4 * MINUTE);
    await runSchedules(app.deps, now + 6 * MINUTE);
    const [first] = await runsOf(id);
    await runSchedules(app.deps, now + 3 * HOUR);
    expect(await runsOf(id)).toHaveLength(1);
    await end(first?.id ?? "", new Date(now + 4 * HOUR), "faulted");
    expect(await runSchedules(app.deps, now + 4 * HOUR)).toBe(now + 4 * HOUR + 5 * MINUTE);
    const byHand = await app.call(token, "POST", `/workflows/${id}/runs`, { input: {} });
    await runSchedules(app.deps, now + 5 * HOUR);
    expect(await runsOf(id)).toHaveLength(2);
    await end(String(byHand.body["runId"]), new Date(now + 6 * HOUR));
    await runSchedules(app.deps, now + 6 * HOUR + 5 * MINUTE);
    expect(await runsOf(id)).toHaveLength(3);
  });
});

describe("people", () => {
  test("pause and resume: what passes meanwhile is not caught up", async () => {
    const id = await publish("{ every: PT10M }");
    const first = Date.parse((await schedulesOf(id))[0]?.next[0] ?? "");
    const paused = await app.call(token, "PUT", `/workflows/${id}/schedules/every`, { paused: true, note: "freeze" });
    expect(paused.body).toMatchObject({ paused: { note: "freeze" }, next: [] });
    await runSchedules(app.deps, first + HOUR);
    expect(await runsOf(id)).toEqual([]);
    const resumed = await app.call(token, "PUT", `/workflows/${id}/schedules/every`, { paused: false });
    expect(resumed.body["paused"]).toBeUndefined();
    expect((resumed.body["next"] as string[])[0]).toBe(new Date(first).toISOString());
  });

  test("fill in times of the past, each once", async () => {
    const id = await publish("{ cron: '0 * * * *' }");
    const to = new Date(Math.floor(Date.now() / HOUR) * HOUR);
    const span = { from: new Date(to.getTime() - 3 * HOUR).toISOString(), to: to.toISOString() };
    const { status, body } = await app.call(token, "POST", `/workflows/${id}/schedules/cron/backfill`, span);
    expect([status, body]).toMatchObject([202, { existing: 0 }]);
    expect(body["started"]).toHaveLength(3);
    const again = await app.call(token, "POST", `/workflows/${id}/schedules/cron/backfill`, span);
    expect(again.body).toEqual({ started: [], existing: 3 });
    const year = { from: new Date(to.getTime() - 8_760 * HOUR).toISOString(), to: to.toISOString() };
    expect((await app.call(token, "POST", `/workflows/${id}/schedules/cron/backfill`, year)).body).toMatchObject({
      error: { code: "backfill_too_large" },
    });
  });

  test("may not touch another tenant's, and viewers only look", async () => {
    const id = await publish("{ every: PT1H }");
    const path = `/workflows/${id}/schedules`;
    expect((await app.call(app.b.tokens.owner, "GET", path)).status).toBe(404);
    expect((await app.call(app.b.tokens.owner, "PUT", `${path}/every`, { paused: true })).status).toBe(404);
    expect((await app.call(app.a.tokens.viewer, "GET", path)).status).toBe(200);
    expect((await app.call(app.a.tokens.viewer, "PUT", `${path}/every`, { paused: true })).status).toBe(403);
  });
});

test("versions older than schedules are adopted", async () => {
  const id = await publish("{ every: PT1H }");
  await app.deps.db.tenant(app.a.id, (tx) => tx.workflowSchedule.deleteMany());
  await adoptSchedules(app.deps);
  expect(await schedulesOf(id)).toMatchObject([{ kind: "every" }]);
});

test("schedules of a deleted workflow start nothing; restored they go on from then, and those that were paused stay so", async () => {
  const [id, paused] = [await publish("{ every: PT10M }"), await publish("{ every: PT10M }")];
  await app.call(token, "PUT", `/workflows/${paused}/schedules/every`, { paused: true, note: "holidays" });
  for (const each of [id, paused]) await app.call(token, "DELETE", `/workflows/${each}`);
  expect((await app.call(token, "GET", `/workflows/${id}/schedules`)).status).toBe(404);
  await runSchedules(app.deps, Date.now() + HOUR);
  expect(await runsOf(id)).toEqual([]);
  expect((await app.call(app.a.tokens.viewer, "POST", `/workflows/${id}/restore`)).status).toBe(403);
  expect((await app.call(app.b.tokens.owner, "POST", `/workflows/${id}/restore`)).status).toBe(404);
  for (const each of [id, paused]) {
    expect((await app.call(token, "POST", `/workflows/${each}/restore`)).body).toEqual({ restored: true });
  }
  expect(await schedulesOf(paused)).toMatchObject([{ kind: "every", paused: { note: "holidays" } }]);
  const next = Date.parse((await schedulesOf(id))[0]?.next[0] ?? "");
  expect(next).toBeGreaterThan(Date.now());
  await runSchedules(app.deps, next + SECOND);
  expect(await runsOf(id)).toHaveLength(1);
  expect(await runsOf(paused)).toEqual([]);
});

test("a workflow whose name was given again is not restored until it is free", async () => {
  const name = `named-again-${String((count += 1))}`;
  const create = async () =>
    String((await app.call(token, "POST", "/workflows", text("{ every: PT1H }", name))).body["id"]);
  const first = await create();
  await app.call(token, "DELETE", `/workflows/${first}`);
  const second = await create();
  const refused = await app.call(token, "POST", `/workflows/${first}/restore`);
  expect([refused.status, refused.body]).toMatchObject([409, { error: { code: "name_taken" } }]);
  await app.call(token, "DELETE", `/workflows/${second}`);
  expect((await app.call(token, "POST", `/workflows/${first}/restore`)).status).toBe(200);
  expect((await app.call(token, "POST", `/workflows/${first}/restore`)).body).toEqual({ restored: true });
  expect((await app.call(token, "GET", `/workflows/${first}/versions`)).status).toBe(200);
});

test("a disabled namespace starts nothing, by hand or by itself, and catches nothing up when it is enabled", async () => {
  const id = await publish("{ every: PT10M }");
  const first = Date.parse((await schedulesOf(id))[0]?.next[0] ?? "");
  const change = (disabled: boolean) => app.call(app.a.tokens.admin, "PUT", "/namespaces/default", { disabled });
  expect((await app.call(token, "PUT", "/namespaces/default", { disabled: true })).status).toBe(403);
  expect((await change(true)).body).toEqual({ name: "default", disabled: true });
  await runSchedules(app.deps, first + HOUR);
  const byHand = await app.call(token, "POST", `/workflows/${id}/runs`, { input: {} });
  expect([byHand.status, byHand.body]).toMatchObject([409, { error: { code: "namespace_disabled" } }]);
  expect(await runsOf(id)).toEqual([]);
  await change(false);
  expect((await schedulesOf(id))[0]?.next[0]).toBe(new Date(first).toISOString());
  await runSchedules(app.deps, first);
  expect(await runsOf(id)).toHaveLength(1);
});
