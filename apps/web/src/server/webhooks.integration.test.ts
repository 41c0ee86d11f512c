// Who is told what happens to runs: a real database and real receivers that answer, fail, hang and go away.
import { appendRunEvents } from "@ironweave/db";
import type { RunEvent } from "@ironweave/schema/run";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handleRest } from "./rest/handle-rest.ts";
import { deliverToWebhook, dueWebhooks } from "./services/deliver-webhooks.ts";
import { dispatchEvents } from "./services/dispatch-events.ts";
import { publishLifecycle } from "./services/publish-lifecycle.ts";
import { startWebhooks } from "./start-webhooks.ts";
import { createTestApp, definition } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";
import { startReceiver } from "./testing/webhook-receiver.ts";
import type { Receiver } from "./testing/webhook-receiver.ts";

let app: TestApp;
let token: string;
let workflowId: string;

beforeAll(async () => {
  app = await createTestApp();
  token = app.a.tokens.admin;
  workflowId = String((await app.call(token, "POST", "/workflows", definition("told"))).body["id"]);
});
afterAll(async () => app?.[Symbol.asyncDispose]());
beforeEach(() => app.deps.db.tenant(app.a.id, (tx) => tx.webhook.deleteMany()));

const place = { task: "/do/0/greet", name: "greet", execution: 1, iteration: [], attempt: 1 };
const error = { type: "https://serverlessworkflow.io/spec/1.0.0/errors/runtime", status: 500, instance: "/do/0/greet" };

/** A run with the journal of one step. */
async function run(of: string = workflowId, end: "completed" | "faulted" = "completed"): Promise<string> {
  const runId = String((await app.call(token, "POST", `/workflows/${of}/runs`, { input: {} })).body["runId"]);
  const events: RunEvent[] = [
    { type: "workflow.started", input: {}, dsl: "1.0.3", engine: "test", seq: 1, at: 1_000 },
    { type: "task.started", input: {}, ...place, seq: 2, at: 2_000 },
    { type: "task.completed", output: { hi: "there" }, ...place, seq: 3, at: 3_000 },
    end === "completed"
      ? { type: "workflow.completed", output: { hi: "there" }, seq: 4, at: 4_000 }
      : { type: "workflow.faulted", error, seq: 4, at: 4_000 },
  ];
  await appendRunEvents(app.deps.db, { tenantId: app.a.id, runId, events });
  return runId;
}

async function subscribe(receiver: Receiver, more: object = {}): Promise<string> {
  const { status, body } = await app.call(token, "POST", "/webhooks", { url: receiver.url, ...more });
  expect([status, body]).toMatchObject([201, { secret: expect.stringMatching(/^whsec_/u) }]);
  receiver.secret = String(body["secret"]);
  return String(body["id"]);
}
const publish = async (): Promise<void> => {
  while (await publishLifecycle(app.deps, app.a.id));
};
interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly type: string;
  readonly lastError?: string;
  readonly lastStatus?: number;
}
const deliveries = async (id: string, query = ""): Promise<readonly Delivery[]> =>
  (await app.call(token, "GET", `/webhooks/${id}/deliveries${query}`)).body["deliveries"] as Delivery[];

describe("a receiver", () => {
  test("is told of runs as the specification names it, signed, each event once", async () => {
    await using receiver = await startReceiver();
    const id = await subscribe(receiver);
    const runId = await run();
    await publish();
    await deliverToWebhook(app.deps, app.a.id, id);
    await deliverToWebhook(app.deps, app.a.id, id);
    expect(receiver.received.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      {
        id: `${runId}/1`,
        signed: true,
        type: "io.serverlessworkflow.workflow.started.v1",
        event: {
          specversion: "1.0",
          id: `${runId}/1`,
          source: `/runs/${runId}`,
          type: "io.serverlessworkflow.workflow.started.v1",
          subject: runId,
          time: "1970-01-01T00:00:01.000Z",
          datacontenttype: "application/json",
          sequence: "1",
          ironweaveworkflow: workflowId,
          data: {
            name: `told-${runId}.default`,
            definition: { name: "told", namespace: "default", version: "0.1.0" },
            startedAt: "1970-01-01T00:00:01.000Z",
          },
        },
      },
      {
        id: `${runId}/4`,
        signed: true,
        type: "io.serverlessworkflow.workflow.completed.v1",
        event: expect.objectContaining({
          data: { name: `told-${runId}.default`, completedAt: "1970-01-01T00:00:04.000Z", output: { hi: "there" } },
        }),
      },
    ]);
    expect((await deliveries(id)).map(({ state, attempts }) => ({ state, attempts }))).toEqual([
      { state: "delivered", attempts: 1 },
      { state: "delivered", attempts: 1 },
    ]);
  });

  test("hears of tasks and of one workflow only, where it asks so", async () => {
    await using receiver = await startReceiver();
    const types = ["task.completed", "workflow.faulted"].map((name) => `io.serverlessworkflow.${name}.v1`);
    const id = await subscribe(receiver, { types, workflowId });
    const other = String((await app.call(token, "POST", "/workflows", definition("untold"))).body["id"]);
    await run(other);
    const runId = await run(workflowId, "faulted");
    await publish();
    await deliverToWebhook(app.deps, app.a.id, id);
    expect(receiver.received.map((each) => [each.type, each.event["data"]])).toEqual([
      [
        types[0],
        {
          workflow: `told-${runId}.default`,
          task: "/do/0/greet",
          execution: 1,
          iteration: [],
          attempt: 1,
          completedAt: "1970-01-01T00:00:03.000Z",
          output: { hi: "there" },
        },
      ],
      [types[1], { name: `told-${runId}.default`, faultedAt: "1970-01-01T00:00:04.000Z", error }],
    ]);
  });

  test("hears when a task was created and a run correlates events, where it asks so", async () => {
    await using receiver = await startReceiver();
    const names = ["task.created", "workflow.correlation-started", "workflow.correlation-completed"];
    const types = names.map((name) => `io.serverlessworkflow.${name}.v1`);
    const id = await subscribe(receiver, { types });
    const text = definition("listens").replace("set: { hi: there }", "listen: { to: { one: { with: { type: x } } } }");
    const other = String((await app.call(token, "POST", "/workflows", text)).body["id"]);
    const runId = await run(other);
    await publish();
    await deliverToWebhook(app.deps, app.a.id, id);
    const name = `listens-${runId}.default`;
    expect(
      receiver.received
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((each) => [each.id, each.type, each.event["data"]]),
    ).toEqual([
      [`${runId}/2/correlation-started`, types[1], { name, startedAt: "1970-01-01T00:00:02.000Z" }],
      [
        `${runId}/2/created`,
        types[0],
        {
          workflow: name,
          task: "/do/0/greet",
          execution: 1,
          iteration: [],
          attempt: 1,
          createdAt: "1970-01-01T00:00:02.000Z",
        },
      ],
      [`${runId}/3/correlation-completed`, types[2], { name, completedAt: "1970-01-01T00:00:03.000Z" }],
    ]);
  });

  test("that fails is tried again with growing pauses, then given up with the reason, and may be sent it again", async () => {
    await using receiver = await startReceiver();
    const id = await subscribe(receiver, { types: ["io.serverlessworkflow.workflow.completed.v1"] });
    receiver.status = 500;
    await run();
    await publish();
    let now = Date.now();
    for (let attempt = 1; attempt <= 10; attempt++) {
      await deliverToWebhook(app.deps, app.a.id, id, () => now);
      // Not before its pause is over.
      await deliverToWebhook(app.deps, app.a.id, id, () => now);
      expect(receiver.received).toHaveLength(attempt);
      now = (await dueWebhooks(app.deps, app.a.id, now)).nextMs ?? now;
    }
    expect(await deliveries(id, "?state=dead")).toMatchObject([
      { state: "dead", attempts: 10, lastStatus: 500, lastError: "The receiver answered 500." },
    ]);
    expect((await app.call(token, "GET", `/webhooks/${id}`)).body).toMatchObject({ dead: 1, pending: 0 });
    receiver.status = 200;
    expect((await app.call(token, "POST", `/webhooks/${id}/redeliver`)).body).toEqual({ queued: 1 });
    await deliverToWebhook(app.deps, app.a.id, id);
    const [only] = await deliveries(id);
    expect(only).toMatchObject({ state: "delivered", attempts: 1 });
    expect(new Set(receiver.received.map((each) => each.id)).size).toBe(1);
    const again = await app.call(token, "POST", `/webhooks/${id}/deliveries/${only?.id}/redeliver`);
    expect([again.status, again.body]).toEqual([202, { queued: 1 }]);
  });

  test("that is slow keeps no other waiting", async () => {
    await using slow = await startReceiver();
    await using quick = await startReceiver();
    let release = (): void => undefined;
    slow.hold = new Promise((resolve) => (release = resolve));
    const id = await subscribe(slow);
    await subscribe(quick);
    const stop = startWebhooks(app.deps);
    await run();
    await run();
    await expect.poll(() => quick.received.length, { timeout: 10_000 }).toBe(4);
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => "pending"));
    release();
    await expect.poll(async () => (await deliveries(id, "?state=delivered")).length, { timeout: 10_000 }).toBe(4);
    await stop();
  });

  test("whose sender dies in between is sent it again under the same id, once the lease is over", async () => {
    await using receiver = await startReceiver();
    const id = await subscribe(receiver, { types: ["io.serverlessworkflow.workflow.completed.v1"] });
    await run();
    await publish();
    // The process that claimed it and sent it never recorded the answer.
    const dying = { ...app.deps, http: { request: () => new Promise<never>(() => undefined) } };
    void deliverToWebhook(dying, app.a.id, id);
    await expect.poll(async () => (await deliveries(id))[0]?.attempts).toBe(1);
    expect(await deliverToWebhook(app.deps, app.a.id, id)).toBe(0);
    expect(await deliverToWebhook(app.deps, app.a.id, id, () => Date.now() + 31_000)).toBe(1);
    expect(receiver.received).toHaveLength(1);
  });

  test("in a private network is never reached, and the delivery says why", async () => {
    const { body } = await app.call(token, "POST", "/webhooks", { url: "http://169.254.169.254/latest/meta-data" });
    const id = String(body["id"]);
    await app.call(token, "POST", `/webhooks/${id}/test`);
    await deliverToWebhook(app.deps, app.a.id, id);
    expect(await deliveries(id)).toMatchObject([
      { state: "dead", attempts: 1, lastError: expect.stringMatching(/^egress_blocked: /u) },
    ]);
  });

  test("that is gone is disabled, and what comes then waits until it is enabled again", async () => {
    await using receiver = await startReceiver();
    const id = await subscribe(receiver);
    receiver.status = 410;
    await app.call(token, "POST", `/webhooks/${id}/test`);
    await deliverToWebhook(app.deps, app.a.id, id);
    expect((await app.call(token, "GET", `/webhooks/${id}`)).body).toMatchObject({
      enabled: false,
      disabledReason: "The receiver answered 410 Gone.",
    });
    const enabled = await app.call(token, "PUT", `/webhooks/${id}`, { enabled: true });
    expect(enabled.body).toMatchObject({ enabled: true });
    expect(enabled.body["disabledReason"]).toBeUndefined();
  });
});

describe("a secret", () => {
  test("is shown once, sealed at rest, and replaced by a new one", async () => {
    await using receiver = await startReceiver();
    const id = await subscribe(receiver);
    const first = receiver.secret;
    for (const path of ["/webhooks", `/webhooks/${id}`]) {
      expect(JSON.stringify((await app.call(token, "GET", path)).body)).not.toMatch(/whsec_|secret/u);
    }
    const row = await app.deps.db.tenant(app.a.id, (tx) => tx.webhook.findUnique({ where: { id } }));
    expect(Buffer.from(row?.ciphertext ?? []).includes(Buffer.from(first.slice(6)))).toBe(false);
    const rotated = await app.call(token, "POST", `/webhooks/${id}/secret`);
    receiver.secret = String(rotated.body["secret"]);
    expect(receiver.secret).not.toBe(first);
    await app.call(token, "POST", `/webhooks/${id}/test`);
    await deliverToWebhook(app.deps, app.a.id, id);
    expect(receiver.received.map(({ signed }) => signed)).toEqual([true]);
  });
});

test("an address with a password, of another protocol, or an unknown type is refused, and editors may not look", async () => {
  for (const body of [
    { url: "http://user:word@example.com" },
    { url: "ftp://example.com" },
    { url: "https://example.com", types: ["io.serverlessworkflow.workflow.exploded.v1"] },
  ]) {
    expect((await app.call(token, "POST", "/webhooks", body)).body).toMatchObject({ error: { code: "invalid_input" } });
  }
  expect((await app.call(app.a.tokens.editor, "GET", "/webhooks")).status).toBe(403);
});

test("a workflow is started by the fault of another's run, and not by its own", async () => {
  const text = `document: { dsl: '1.0.3', namespace: default, name: mourner, version: '0.1.0' }
schedule: { on: { one: { with: { type: io.serverlessworkflow.workflow.faulted.v1 } } } }
do:
  - note: { set: { seen: true } }
`;
  const id = String((await app.call(token, "POST", "/workflows", text)).body["id"]);
  const runsOf = () => app.deps.db.tenant(app.a.id, (tx) => tx.run.findMany({ where: { workflowId: id } }));
  const faulted = await run(workflowId, "faulted");
  await publish();
  await dispatchEvents(app.deps);
  expect((await runsOf()).map(({ input }) => input)).toMatchObject([[{ subject: faulted }]]);
  await run(id, "faulted");
  await publish();
  await dispatchEvents(app.deps);
  // The second is the one that was just made by hand.
  expect(await runsOf()).toHaveLength(2);
  await app.call(token, "DELETE", `/workflows/${id}`);
});

test("a run's own events are to be had as the same CloudEvents, as a page and as a stream", async () => {
  const runId = await run();
  const page = await app.call(token, "GET", `/runs/${runId}/events?format=cloudevents&limit=2`);
  expect(page.body).toMatchObject({
    events: [
      { id: `${runId}/1`, type: "io.serverlessworkflow.workflow.started.v1", data: { name: `told-${runId}.default` } },
      { id: `${runId}/2/created`, type: "io.serverlessworkflow.task.created.v1", data: { task: "/do/0/greet" } },
      { id: `${runId}/2`, type: "io.serverlessworkflow.task.started.v1", data: { task: "/do/0/greet" } },
    ],
    lastSeq: 2,
    done: false,
  });
  const request = new Request(`http://ironweave.test/api/v1/runs/${runId}/events?format=cloudevents`, {
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
  });
  const text = await (await handleRest(app.deps, request)).text();
  const types = [...text.matchAll(/^data: (.*)$/gmu)].map(
    ([, data = ""]) => (JSON.parse(data) as { type: string }).type,
  );
  expect(types).toEqual(
    ["workflow.started", "task.created", "task.started", "task.completed", "workflow.completed"].map(
      (name) => `io.serverlessworkflow.${name}.v1`,
    ),
  );
});
