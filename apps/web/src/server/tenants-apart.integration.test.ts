// [I1] Tenant B calls every procedure and route with tenant A's real ids. A new procedure or route without a fixture here fails.
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveActor } from "./auth/resolve-actor.ts";
import { roleMay, ROLES } from "./auth/permissions.ts";
import { ROUTES } from "./rest/routes.ts";
import { appRouter } from "./routers/app-router.ts";
import { declaredProcedures } from "./testing/declared-procedures.ts";
import { createTestApp, definition } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";
import { createCaller } from "./trpc.ts";

let app: TestApp;
let ids: {
  readonly workflow: string;
  readonly version: string;
  readonly run: string;
  readonly webhook: string;
  readonly event: string;
};

beforeAll(async () => {
  app = await createTestApp();
  const created = await app.call(app.a.tokens.owner, "POST", "/workflows", definition("secret-of-a"));
  const version = created.body["version"] as { id: string };
  const run = await app.call(app.a.tokens.owner, "POST", `/workflows/${String(created.body["id"])}/runs`, {
    input: { a: 1 },
  });
  const type = { "content-type": "application/cloudevents+json" };
  const event = { specversion: "1.0", id: "of-a", source: "/a", type: "secret-of-a" };
  await app.call(app.a.tokens.owner, "POST", "/events", event, type);
  const other = definition("other").replace("namespace: default", "namespace: only-a");
  await app.call(app.a.tokens.owner, "POST", "/workflows", other);
  await callProcedure("workflow.saveDraft", app.a.tokens.owner, {
    id: created.body["id"],
    text: "# draft of secret-of-a",
    baseRevision: 0,
  });
  const client = "0d3a0000-0000-4000-8000-00000000000a";
  const here = { id: created.body["id"], client, selected: "/do/0/greet", unpublished: true };
  await callProcedure("workflow.announce", app.a.tokens.owner, here);
  const stored = await app.deps.db.tenant(app.a.id, (tx) => tx.event.findFirstOrThrow());
  const webhook = await app.call(app.a.tokens.owner, "POST", "/webhooks", { url: "https://secret-of-a.example" });
  ids = {
    workflow: String(created.body["id"]),
    version: version.id,
    run: String(run.body["runId"]),
    webhook: String(webhook.body["id"]),
    event: stored.id,
  };
});
afterAll(() => app?.[Symbol.asyncDispose]());

const SPAN = { from: "2026-01-01T00:00:00Z", to: "2026-01-01T01:00:00Z" };

/** How to call each procedure with ids of tenant A; `own` marks those that take no id and show only the caller's. */
const PROCEDURES: Record<string, () => { readonly input?: unknown; readonly own?: true }> = {
  "session.me": () => ({ own: true }),
  "namespace.list": () => ({ own: true }),
  "template.list": () => ({ own: true }),
  "workflow.list": () => ({ input: {}, own: true }),
  "workflow.create": () => ({ input: { text: definition("made-by-b") }, own: true }),
  "workflow.get": () => ({ input: { id: ids.workflow } }),
  "workflow.head": () => ({ input: { id: ids.workflow } }),
  "workflow.announce": () => ({ input: { id: ids.workflow, client: ids.run, unpublished: true } }),
  "workflow.onPeople": () => ({ input: { id: ids.workflow } }),
  "workflow.saveDraft": () => ({ input: { id: ids.workflow, text: "mine now", baseRevision: 0 } }),
  "workflow.saveVersion": () => ({ input: { id: ids.workflow, text: definition("secret-of-a", "theft") } }),
  "workflow.versions": () => ({ input: { id: ids.workflow } }),
  "workflow.version": () => ({ input: { versionId: ids.version } }),
  "workflow.delete": () => ({ input: { id: ids.workflow } }),
  "workflow.restore": () => ({ input: { id: ids.workflow } }),
  "run.start": () => ({ input: { workflowId: ids.workflow, versionId: ids.version, input: {} } }),
  "run.list": () => ({ input: { workflowId: ids.workflow }, own: true }),
  "run.get": () => ({ input: { id: ids.run } }),
  "run.heads": () => ({ input: { id: ids.run } }),
  "run.event": () => ({ input: { id: ids.run, seq: 1 } }),
  "run.events": () => ({ input: { id: ids.run } }),
  "run.engine": () => ({ own: true }),
  "run.children": () => ({ input: { id: ids.run } }),
  "run.cancel": () => ({ input: { id: ids.run } }),
  "run.onEvents": () => ({ input: { id: ids.run } }),
  "run.onLog": () => ({ input: { id: ids.run } }),
  "event.list": () => ({ input: {}, own: true }),
  "event.publish": () => ({ input: { event: { source: "/b", type: "t" } }, own: true }),
  "event.redeliver": () => ({ input: { id: ids.event } }),
  "schedule.list": () => ({ input: { id: ids.workflow } }),
  "schedule.update": () => ({ input: { id: ids.workflow, kind: "every", paused: true } }),
  "schedule.backfill": () => ({ input: { id: ids.workflow, kind: "every", ...SPAN } }),
};

interface RouteCall {
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: object;
  readonly own?: true;
}

const ROUTE_CALLS: Record<string, () => RouteCall> = {
  "GET /workflows": () => ({ path: "/workflows", own: true }),
  "POST /workflows": () => ({ path: "/workflows", body: definition("made-by-b-too"), own: true }),
  "GET /workflows/{id}": () => ({ path: `/workflows/${ids.workflow}` }),
  "PUT /workflows/{id}": () => ({ path: `/workflows/${ids.workflow}`, body: definition("secret-of-a", "theft") }),
  "DELETE /workflows/{id}": () => ({ path: `/workflows/${ids.workflow}` }),
  "POST /workflows/{id}/restore": () => ({ path: `/workflows/${ids.workflow}/restore` }),
  "GET /workflows/{id}/versions": () => ({ path: `/workflows/${ids.workflow}/versions` }),
  "GET /versions/{versionId}": () => ({ path: `/versions/${ids.version}` }),
  "POST /workflows/{id}/runs": () => ({ path: `/workflows/${ids.workflow}/runs`, body: {} }),
  "POST /runs": () => ({ path: "/runs", body: { definition: definition("run-by-b") }, own: true }),
  "GET /runs": () => ({ path: `/runs?workflowId=${ids.workflow}`, own: true }),
  "GET /runs/{id}": () => ({ path: `/runs/${ids.run}` }),
  "GET /runs/{id}/children": () => ({ path: `/runs/${ids.run}/children` }),
  "GET /runs/{id}/events": () => ({ path: `/runs/${ids.run}/events` }),
  "GET /runs/{id}/log": () => ({ path: `/runs/${ids.run}/log` }),
  "POST /events": () => ({
    path: "/events",
    headers: { "content-type": "application/cloudevents+json" },
    body: { specversion: "1.0", id: "of-a", source: "/a", type: "t" },
    own: true,
  }),
  "POST /events/{id}/redeliver": () => ({ path: `/events/${ids.event}/redeliver` }),
  "GET /events": () => ({ path: "/events", own: true }),
  "GET /workflows/{id}/schedules": () => ({ path: `/workflows/${ids.workflow}/schedules` }),
  "PUT /workflows/{id}/schedules/{kind}": () => ({
    path: `/workflows/${ids.workflow}/schedules/every`,
    body: { paused: true },
  }),
  "POST /workflows/{id}/schedules/{kind}/backfill": () => ({
    path: `/workflows/${ids.workflow}/schedules/every/backfill`,
    body: SPAN,
  }),
  "PUT /namespaces/{name}": () => ({ path: "/namespaces/only-a", body: { disabled: true } }),
  "GET /webhooks": () => ({ path: "/webhooks", own: true }),
  "POST /webhooks": () => ({ path: "/webhooks", body: { url: "https://example.com", workflowId: ids.workflow } }),
  "GET /webhooks/{id}": () => ({ path: `/webhooks/${ids.webhook}` }),
  "PUT /webhooks/{id}": () => ({ path: `/webhooks/${ids.webhook}`, body: { url: "https://evil.example" } }),
  "DELETE /webhooks/{id}": () => ({ path: `/webhooks/${ids.webhook}` }),
  "POST /webhooks/{id}/secret": () => ({ path: `/webhooks/${ids.webhook}/secret` }),
  "POST /webhooks/{id}/test": () => ({ path: `/webhooks/${ids.webhook}/test` }),
  "GET /webhooks/{id}/deliveries": () => ({ path: `/webhooks/${ids.webhook}/deliveries` }),
  "POST /webhooks/{id}/redeliver": () => ({ path: `/webhooks/${ids.webhook}/redeliver` }),
  "POST /webhooks/{id}/deliveries/{deliveryId}/redeliver": () => ({
    path: `/webhooks/${ids.webhook}/deliveries/${ids.run}/redeliver`,
  }),
  "POST /runs/{id}/cancel": () => ({ path: `/runs/${ids.run}/cancel` }),
};

/** Calls a procedure as a token's user; a subscription is read to its first event. */
async function callProcedure(path: string, token: string | undefined, input: unknown): Promise<unknown> {
  const headers = new Headers(token === undefined ? {} : { authorization: `Bearer ${token}` });
  const reauthorize = () => resolveActor(app.deps, headers);
  const caller = createCaller(appRouter)({ deps: app.deps, actor: await reauthorize(), reauthorize });
  let target: unknown = caller;
  for (const part of path.split(".")) target = (target as Record<string, unknown>)[part];
  const result: unknown = await (target as (input: unknown) => Promise<unknown>)(input);
  if (typeof result !== "object" || result === null || !(Symbol.asyncIterator in result)) return result;
  return (result as AsyncIterable<unknown>)[Symbol.asyncIterator]().next();
}

async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "OK",
    (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)),
  );
}

/** One number over every row of tenant A. */
async function checksum(): Promise<string> {
  const client = new Client({ connectionString: app.ownerUrl });
  await client.connect();
  try {
    const tables = [
      "workflow",
      "workflow_version",
      "workflow_draft",
      "workflow_presence",
      "run",
      "run_event",
      "namespace",
      "audit_event",
      "secret",
      "event",
      "workflow_schedule",
    ];
    const sums: string[] = [];
    for (const table of tables) {
      const rows = await client.query(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${client.escapeIdentifier(table)} t where tenant_id = $1`,
        [app.a.id],
      );
      sums.push(String(rows.rows[0].sum));
    }
    return sums.join(" ");
  } finally {
    await client.end();
  }
}

describe("[I1] another tenant's ids", () => {
  test("every procedure and route has a fixture", () => {
    expect(Object.keys(PROCEDURES).sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
    expect(Object.keys(ROUTE_CALLS).sort()).toEqual(
      ROUTES.map(({ method, template }) => `${method} ${template}`).sort(),
    );
  });

  test("are not found by any procedure or route, show nothing and change nothing", async () => {
    const before = await checksum();
    for (const [path, fixture] of Object.entries(PROCEDURES)) {
      const { input, own } = fixture();
      const call = callProcedure(path, app.b.tokens.owner, input);
      if (own === true) expect(JSON.stringify(await call)).not.toContain("secret-of-a");
      else expect({ path, outcome: await outcome(call) }).toEqual({ path, outcome: "NOT_FOUND" });
    }
    for (const [key, fixture] of Object.entries(ROUTE_CALLS)) {
      const { path, body, headers, own } = fixture();
      const answer = await app.call(app.b.tokens.owner, key.split(" ")[0] ?? "", path, body, headers);
      expect(JSON.stringify(answer.body)).not.toContain("secret-of-a");
      expect({ key, refused: answer.status }).toEqual({ key, refused: own === true ? expect.any(Number) : 404 });
      if (own === true) expect(answer.status).toBeLessThan(300);
    }
    expect(await checksum()).toBe(before);
  });

  test("ids that are no ids are refused as input, not as our bug", async () => {
    for (const id of ["1", "../../x", "' or true --", ids.run.toUpperCase().replace("-", "")]) {
      const answer = await app.call(app.b.tokens.owner, "GET", `/runs/${encodeURIComponent(id)}`);
      expect(answer.status).toBe(400);
    }
  });
});

describe("[R3] without a caller", () => {
  test("every procedure and route is 401", async () => {
    for (const [path, fixture] of Object.entries(PROCEDURES)) {
      for (const token of [undefined, "wrong"]) {
        const call = callProcedure(path, token, fixture().input);
        expect({ path, outcome: await outcome(call) }).toEqual({ path, outcome: "UNAUTHORIZED" });
      }
    }
    for (const [key, fixture] of Object.entries(ROUTE_CALLS)) {
      const { path, body } = fixture();
      const answer = await app.call(undefined, key.split(" ")[0] ?? "", path, body);
      expect({ key, status: answer.status }).toEqual({ key, status: 401 });
    }
    expect((await app.call(undefined, "GET", "/nothing/here")).status).toBe(401);
    expect((await app.call(app.a.tokens.viewer, "GET", "/nothing/here")).status).toBe(404);
  });
});

describe("[R2] role by procedure", () => {
  test("a role without the permission is refused, whatever it sends", async () => {
    for (const role of ROLES) {
      for (const [path, procedure] of declaredProcedures()) {
        const permission = procedure._def.meta?.permission ?? "session.read";
        // Ids that exist nowhere: whoever may call gets past the permission and no further.
        const got = await outcome(callProcedure(path, app.a.tokens[role], undefined));
        expect({ role, path, refused: got === "FORBIDDEN" }).toEqual({
          role,
          path,
          refused: !roleMay(role, permission),
        });
      }
    }
  });
});
