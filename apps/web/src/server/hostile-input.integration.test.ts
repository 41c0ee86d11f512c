// What a person with a valid token and bad intentions, or a bad day, can send: each gets a 4xx with a code and a place, never a
// 500, and nothing else breaks. Through the handlers that Next's routes call, on a real database.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { handleLogin } from "./http/handle-login.ts";
import { handleTrpc } from "./http/handle-trpc.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { LIMITS } from "./limits.ts";
import { createTestApp, definition, ORIGIN } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";

let app: TestApp;
let token: string;
/** What the server logs as a bug of its own; there must be none. */
const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);

beforeAll(async () => {
  app = await createTestApp();
  token = app.a.tokens.editor;
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  logged.mockRestore();
});

const bearer = () => ({ authorization: `Bearer ${token}` });

interface Refusal {
  readonly error?: {
    readonly code?: string;
    readonly details?: {
      readonly diagnostics?: readonly { code: string; message: string; range: { start: { line: number } } }[];
    };
  };
}

function trpc(procedure: string, input: unknown, method: "GET" | "POST" = "POST"): Promise<Response> {
  const headers = { ...bearer(), "content-type": "application/json" };
  const text = JSON.stringify(input);
  const query = method === "GET" ? `?input=${encodeURIComponent(text)}` : "";
  const init = method === "GET" ? {} : { method, body: text };
  return handleTrpc(app.deps, new Request(`${ORIGIN}/api/trpc/${procedure}${query}`, { headers, ...init }));
}

async function createWorkflow(name: string): Promise<string> {
  const created = await app.call(token, "POST", "/workflows", definition(name));
  expect(created.status).toBe(201);
  return String(created.body["id"]);
}

const header = (name: string) => `document: { dsl: '1.0.3', namespace: default, name: ${name}, version: '0.1.0' }\n`;
const bomb = [
  ...Array.from({ length: 9 }, (_, i) => {
    return `a${i}: &a${i} [${Array.from({ length: 9 }, () => (i === 0 ? "x" : `*a${i - 1}`)).join(", ")}]`;
  }),
  "do: *a8\n",
].join("\n");

const DEFINITIONS: readonly [name: string, text: string][] = [
  ["YAML that does not parse", `${header("bad")}do:\n  - a: { set: { x: [1, 2 }\n`],
  ["an empty text", ""],
  ["101 levels", `${header("bad")}do: ${"[".repeat(101)}${"]".repeat(101)}\n`],
  ["20,000 levels", `${header("bad")}do: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`],
  ["an alias bomb", `${header("bad")}${bomb}`],
  ["a duplicate key", `${header("bad")}do: []\ndo:\n  - a: { set: { x: 1 } }\n`],
  ["a duplicate task name", `${header("bad")}do:\n  - a: { set: { x: 1 } }\n  - a: { set: { x: 2 } }\n`],
  ["a then to nowhere", `${header("bad")}do:\n  - a: { set: { x: 1 }, then: nowhere }\n`],
  ["jq with a syntax error", `${header("bad")}do:\n  - a: { set: { x: '\${ .a | }' } }\n`],
  ["two documents", `${header("bad")}do:\n  - a: { set: { x: 1 } }\n---\na: 1\n`],
  ["a tag of JavaScript", `${header("bad")}do:\n  - a: { set: { x: !!js/function 'function(){}' } }\n`],
  ["tabs", `${header("bad")}do:\n\t- a: { set: { x: 1 } }\n`],
  ["a NUL", `${header("bad")}do:\n  - a: { set: { x: "\u0000" } }\n`],
  ["__proto__ as a task", `${header("bad")}__proto__: { polluted: yes }\ndo:\n  - a: { __proto__: { polluted: 1 } }\n`],
];

describe("[Y1] [R5] a definition with", () => {
  test.each(DEFINITIONS)("%s is refused at its line, in time", async (_name, text) => {
    const began = performance.now();
    const { status, body } = await app.call(token, "POST", "/workflows", text);
    const { error } = body as Refusal;
    expect([status, error?.code]).toEqual([400, "invalid_definition"]);
    for (const diagnostic of error?.details?.diagnostics ?? []) {
      expect(diagnostic).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/\w+ \w+/u) });
    }
    expect(error?.details?.diagnostics).not.toEqual([]);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect("polluted" in {}).toBe(false);
  });
});

test("[Y3] a definition of 5,000 steps is stored within three seconds", async () => {
  const steps = Array.from({ length: 5_000 }, (_, i) => `  - step${i}: { set: { x: ${i} } }\n`).join("");
  const began = performance.now();
  const { status } = await app.call(token, "POST", "/workflows", `${header("five-thousand")}do:\n${steps}`);
  expect(status).toBe(201);
  expect(performance.now() - began).toBeLessThan(3_000);
});

test("names in any script, with markup, control colours and the names of prototypes are stored as they are", async () => {
  const names = [
    "<img src=x onerror=alert(1)>",
    "\u001b[31mred",
    "🚀",
    "\u202Eright to left",
    "constructor",
    "x".repeat(5_000),
  ];
  const tasks = names.map((name) => `  - ${JSON.stringify(name)}: { set: { x: 1 } }\n`).join("");
  const created = await app.call(token, "POST", "/workflows", `${header("odd-names")}do:\n${tasks}`);
  expect(created.status).toBe(201);
  const read = await app.call(token, "GET", `/workflows/${String(created.body["id"])}`);
  expect(JSON.stringify(read.body)).toContain("right to left");
});

describe("[R5] text that the database cannot hold", () => {
  test("a NUL anywhere is refused as input, not as our bug", async () => {
    logged.mockClear();
    const id = await createWorkflow("holds-nul");
    const answers = {
      search: (await app.call(token, "GET", "/workflows?search=%00")).status,
      namespace: (await app.call(token, "GET", "/workflows?namespace=%00")).status,
      draft: (await trpc("workflow.saveDraft", { id, text: "a: \u0000", baseRevision: 0 })).status,
      note: (await trpc("workflow.saveVersion", { id, text: definition("holds-nul", "other"), note: "\u0000" })).status,
      trpcSearch: (await trpc("workflow.list", { search: "\u0000" }, "GET")).status,
      login: (
        await handleLogin(
          app.deps,
          new Request(`${ORIGIN}/api/auth/login`, {
            method: "POST",
            headers: { "content-type": "application/json", host: new URL(ORIGIN).host, origin: ORIGIN },
            body: JSON.stringify({ email: "a\u0000@a.example", password: "\u0000" }),
          }),
        )
      ).status,
    };
    expect({ answers, logged: logged.mock.calls.length }).toEqual({
      answers: { search: 400, namespace: 400, draft: 400, note: 400, trpcSearch: 400, login: 400 },
      logged: 0,
    });
  });

  test("a NUL, half a pair and prototype keys in a run's input are data", async () => {
    const id = await createWorkflow("odd-input");
    const headers = { ...bearer(), "content-type": "application/json" };
    const body =
      '{"input":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"nul":"\\u0000","half":"\\ud800"}}';
    const request = new Request(`${ORIGIN}/api/v1/workflows/${id}/runs`, { method: "POST", headers, body });
    const response = await handleRest(app.deps, request);
    const { runId } = (await response.json()) as { runId: string };
    expect(response.status).toBe(201);
    const input = JSON.stringify(app.engine.started.get(runId)?.input);
    expect(input).toBe(body.slice('{"input":'.length, -1));
    const read = await app.call(token, "GET", `/runs/${runId}`);
    expect(JSON.stringify(read.body["input"])).toBe(input);
    expect("polluted" in {}).toBe(false);
  });
});

describe("[R5] odd requests", () => {
  test.each([
    ["an id that climbs", "GET", "/runs/..%2f..%2fetc%2fpasswd", {}, 400],
    ["an id with NUL", "GET", "/runs/%00", {}, 400],
    ["an id that is no percent-encoding", "GET", "/runs/%ff%", {}, 400],
    ["an id of 100,000 letters", "GET", `/runs/${"a".repeat(100_000)}`, {}, 400],
    ["a query named __proto__", "GET", "/runs?__proto__=1", {}, 400],
    ["a query that repeats", "GET", "/runs?limit=1&limit=1", {}, 400],
    ["a cursor of another list", "GET", "/runs?cursor=%00%27%3B--", {}, 400],
    ["a number that is none", "GET", "/runs?limit=NaN", {}, 400],
    ["a method that is none", "PATCH", "/runs", {}, 405],
    [
      "a last event id that is none",
      "GET",
      "/runs/01890000-0000-7000-8000-000000000000/events",
      { "last-event-id": "x", accept: "text/event-stream" },
      400,
    ],
  ])("%s is answered with a code", async (_name, method, path, headers, status) => {
    logged.mockClear();
    const answer = await app.call(token, method, path, undefined, headers);
    expect({ status: answer.status, logged: logged.mock.calls.length }).toEqual({ status, logged: 0 });
    expect((answer.body as Refusal).error?.code).toMatch(/^[a-z_]+$/u);
  });

  test.each(["application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""])(
    "a start with the content type %j is refused",
    async (type) => {
      const headers = { ...bearer(), "content-type": type };
      const body = new TextEncoder().encode("{}");
      const path = "/workflows/01890000-0000-7000-8000-000000000000/runs";
      const response = await handleRest(
        app.deps,
        new Request(`${ORIGIN}/api/v1${path}`, { method: "POST", headers, body }),
      );
      expect([response.status, await response.json()]).toMatchObject([
        415,
        { error: { code: "unsupported_media_type" } },
      ]);
    },
  );

  test("an idempotency key over its limit is refused", async () => {
    const id = await createWorkflow("long-key");
    const headers = { "idempotency-key": "k".repeat(LIMITS.idempotencyKeyLength + 1) };
    const { status, body } = await app.call(token, "POST", `/workflows/${id}/runs`, {}, headers);
    expect([status, (body as Refusal).error?.code]).toEqual([400, "invalid_input"]);
  });

  test("JSON that does not parse says so, with what was wrong, through tRPC too", async () => {
    logged.mockClear();
    const headers = { ...bearer(), "content-type": "application/json" };
    const request = new Request(`${ORIGIN}/api/trpc/workflow.create`, { method: "POST", headers, body: "{" });
    const response = await handleTrpc(app.deps, request);
    expect([response.status, logged.mock.calls.length]).toEqual([400, 0]);
  });
});

test("[L7] a browser that goes away mid-stream frees its place", async () => {
  const id = await createWorkflow("goes-away");
  const started = await app.call(token, "POST", `/workflows/${id}/runs`, {});
  const path = `${ORIGIN}/api/v1/runs/${String(started.body["runId"])}/events`;
  for (let round = 0; round < 3; round++) {
    const open = await Promise.all(
      Array.from({ length: LIMITS.streamsPerTenant / 10 }, async () => {
        const gone = new AbortController();
        const headers = { ...bearer(), accept: "text/event-stream" };
        const response = await handleRest(app.deps, new Request(path, { headers, signal: gone.signal }));
        expect(response.status).toBe(200);
        return { gone, response };
      }),
    );
    // Half of them cancel the body, half break the connection.
    await Promise.all(
      open.map(async ({ gone, response }, index) => {
        if (index % 2 === 0) await response.body?.cancel();
        else gone.abort();
      }),
    );
  }
  // All places can be taken again, and not one more.
  const freed = (): number => {
    const held: (() => void)[] = [];
    for (let take = app.deps.streams.take(app.a.id); take !== undefined; take = app.deps.streams.take(app.a.id)) {
      held.push(take);
    }
    for (const giveBack of held) giveBack();
    return held.length;
  };
  await expect.poll(freed, { timeout: 3_000 }).toBe(LIMITS.streamsPerTenant);
});
