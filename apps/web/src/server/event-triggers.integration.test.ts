// Workflows that events start together: `schedule.on` with `all`, `until` and `correlate`, over a real database.
import { MAX_START_DEPTH, storeEvents } from "@ironweave/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LIMITS } from "./limits.ts";
import { dispatchEvents } from "./services/dispatch-events.ts";
import { matchEvents } from "./services/match-events.ts";
import { createTestApp } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await createTestApp();
  token = app.a.tokens.editor;
});
afterAll(async () => app?.[Symbol.asyncDispose]());

async function publish(name: string, on: string): Promise<string> {
  const text = `document: { dsl: '1.0.3', namespace: default, name: ${name}, version: '0.1.0' }
schedule: { on: ${on} }
do:
  - keep: { set: { got: '\${ [.[].id] }' } }
`;
  const { status, body } = await app.call(token, "POST", "/workflows", text);
  expect([status, body]).toMatchObject([201, {}]);
  return String(body["id"]);
}

async function send(...events: readonly (readonly [type: string, id: string, data?: unknown])[]): Promise<void> {
  const body = events.map(([type, id, data]) => ({ specversion: "1.0", id, source: "/t", type, data: data ?? null }));
  const headers = { "content-type": "application/cloudevents-batch+json" };
  expect((await app.call(token, "POST", "/events", body, headers)).status).toBe(202);
  await dispatchEvents(app.deps);
}

/** Ids of the events that each run of the workflow was started with. */
async function inputsOf(workflowId: string): Promise<readonly (readonly string[])[]> {
  const runs = await app.deps.db.tenant(app.a.id, (tx) =>
    tx.run.findMany({ where: { workflowId }, orderBy: { id: "asc" }, select: { input: true } }),
  );
  return runs.map(({ input }) => (input as { id: string }[]).map(({ id }) => id));
}
const groups = (workflowId: string): Promise<number> =>
  app.deps.db.tenant(app.a.id, (tx) => tx.eventGroup.count({ where: { schedule: { workflowId } } }));
const BY_ORDER = "correlate: { order: { from: .data.order } }";

describe("`schedule.on`", () => {
  test("with `all` starts one run for the events that agree, in whatever order and requests they come", async () => {
    const id = await publish(
      "ship",
      `{ all: [ { with: { type: paid }, ${BY_ORDER} }, { with: { type: packed }, ${BY_ORDER} } ] }`,
    );
    await send(
      ["paid", "paid-1", { order: 1 }],
      ["paid", "paid-2", { order: 2 }],
      ["packed", "packed-3", { order: 3 }],
    );
    expect([await inputsOf(id), await groups(id)]).toEqual([[], 3]);
    await send(["packed", "packed-2", { order: 2 }]);
    await send(
      ["packed", "packed-1", { order: 1 }],
      ["paid", "paid-3", { order: 3 }],
      ["paid", "paid-1", { order: 1 }],
    );
    expect([await inputsOf(id), await groups(id)]).toEqual([
      [
        ["paid-2", "packed-2"],
        ["paid-1", "packed-1"],
        ["packed-3", "paid-3"],
      ],
      0,
    ]);
  });

  test("with `all` and two events of a kind begins two groups, and each event is in one", async () => {
    const id = await publish("pair", "{ all: [ { with: { type: left } }, { with: { type: right } } ] }");
    await send(["left", "l1"], ["left", "l2"], ["right", "r1"], ["right", "r2"]);
    expect(await inputsOf(id)).toEqual([
      ["l1", "r1"],
      ["l2", "r2"],
    ]);
  });

  test("with `until` gathers events of one correlation, until the condition or the ending event comes", async () => {
    const id = await publish(
      "batch",
      `{ any: [ { with: { type: line }, ${BY_ORDER} } ], until: { one: { with: { type: closed }, ${BY_ORDER} } } }`,
    );
    await send(["line", "a1", { order: "a" }], ["line", "b1", { order: "b" }], ["line", "a2", { order: "a" }]);
    await send(["closed", "a-closed", { order: "a" }]);
    expect(await inputsOf(id)).toEqual([["a1", "a2"]]);
    const sums = await publish("sums", "{ any: [ { with: { type: amount } } ], until: '${ map(.data) | add >= 10 }' }");
    await send(["amount", "m1", 4], ["amount", "m2", 5]);
    await send(["amount", "m3", 6], ["amount", "m4", 12]);
    expect(await inputsOf(sums)).toEqual([["m1", "m2", "m3"], ["m4"]]);
  });

  test("with `one` and `correlate` takes only what is expected", async () => {
    const id = await publish(
      "eu",
      "{ one: { with: { type: sold }, correlate: { r: { from: .data.region, expect: eu } } } }",
    );
    await send(["sold", "s1", { region: "us" }], ["sold", "s2", { region: "eu" }], ["sold", "s3"]);
    expect(await inputsOf(id)).toEqual([["s2"]]);
  });

  test("that is paused lets events pass, and a group that waited too long is not completed", async () => {
    const id = await publish("late", "{ all: [ { with: { type: early } }, { with: { type: late } } ] }");
    await send(["early", "e1"]);
    await app.call(token, "PUT", `/workflows/${id}/schedules/on`, { paused: true });
    await send(["late", "late-1"]);
    await app.call(token, "PUT", `/workflows/${id}/schedules/on`, { paused: false });
    expect([await inputsOf(id), await groups(id)]).toEqual([[], 1]);
    const body = { specversion: "1.0", id: "late-2", source: "/t", type: "late" };
    await app.call(token, "POST", "/events", body, { "content-type": "application/cloudevents+json" });
    await matchEvents(app.deps, app.a.id, Date.now() + LIMITS.eventGroupMs + 60_000);
    expect(await inputsOf(id)).toEqual([]);
  });

  test("that cannot be followed tells its problem", async () => {
    const id = await publish(
      "odd",
      "{ one: { with: { type: odd }, correlate: { a: { from: .a, expect: '${ error }' } } } }",
    );
    const { body } = await app.call(token, "GET", `/workflows/${id}/schedules`);
    expect(body).toMatchObject({ schedules: [{ kind: "on", problem: expect.stringMatching(/cannot be followed/u) }] });
  });
});

test("runs that start one another by events end at the limit, and the event that would go on says so", async () => {
  await publish("circle", "{ one: { with: { type: circle } } }");
  await send(["circle", "circle-0"]);
  const runs = () =>
    app.deps.db.tenant(app.a.id, (tx) =>
      tx.run.findMany({ where: { workflow: { name: "circle" } }, orderBy: { startDepth: "desc" } }),
    );
  for (let round = 1; round <= MAX_START_DEPTH + 3; round += 1) {
    const [latest] = await runs();
    const event = { specversion: "1.0", id: `circle-${round}`, source: "/t", type: "circle" };
    await storeEvents(app.deps.db, app.a.id, [event], latest?.id ?? "");
    await matchEvents(app.deps, app.a.id);
  }
  const { body } = await app.call(token, "GET", "/events?type=circle&state=too_deep");
  expect({ runs: (await runs()).length, stopped: (body as { events: unknown[] }).events.length }).toEqual({
    runs: MAX_START_DEPTH,
    stopped: 4,
  });
});

test("an event shows the runs that got it, and is offered again to those who came too late", async () => {
  const id = await publish("shown", "{ all: [ { with: { type: shown.a } }, { with: { type: shown.b } } ] }");
  await send(["shown.a", "a-1"], ["shown.b", "b-1"], ["shown.c", "c-1"]);
  const list = async (query: string) => {
    const { body } = await app.call(token, "GET", `/events?${query}`);
    return body as {
      readonly events: { id: string; event: { id: string }; state: string; runs: { state: string }[] }[];
      readonly nextCursor?: string;
    };
  };
  const { events } = await list("type=shown.*");
  expect(events.map(({ event, state, runs }) => [event.id, state, runs.map((run) => run.state)])).toEqual([
    ["c-1", "unclaimed", []],
    ["b-1", "claimed", ["started"]],
    ["a-1", "claimed", ["started"]],
  ]);
  const first = await list("type=shown.*&limit=2");
  expect((await list(`type=shown.*&limit=2&cursor=${String(first.nextCursor)}`)).events).toEqual(events.slice(2));
  expect((await list("type=shown.*&state=unclaimed")).events).toEqual(events.slice(0, 1));
  for (const each of events) {
    expect((await app.call(token, "POST", `/events/${each.id}/redeliver`)).status).toBe(202);
  }
  await publish("late-comer", "{ one: { with: { type: shown.c } } }");
  await dispatchEvents(app.deps);
  expect((await list("type=shown.c")).events).toMatchObject([{ state: "claimed", runs: [{ state: "started" }] }]);
  expect(await inputsOf(id)).toEqual([["a-1", "b-1"]]);
});
