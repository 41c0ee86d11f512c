// What arrives at the edge: sign-in, cookies, other sites, sizes and types. Through the handlers that Next's routes call.
import { findBrokenAudit } from "@ironweave/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handleLogin, handleLogout } from "./http/handle-login.ts";
import { handleTrpc } from "./http/handle-trpc.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { LIMITS } from "./limits.ts";
import { PUBLIC_ROUTES, ROUTES } from "./rest/routes.ts";
import { createTestApp, definition, ORIGIN, PASSWORD } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

const HOST = new URL(ORIGIN).host;
const SAME_SITE = { host: HOST, origin: ORIGIN, "sec-fetch-site": "same-origin" };

function signIn(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const all = { "content-type": "application/json", ...SAME_SITE, ...headers };
  return handleLogin(
    app.deps,
    new Request(`${ORIGIN}/api/auth/login`, { method: "POST", headers: all, body: JSON.stringify(body) }),
  );
}

async function sessionCookie(): Promise<string> {
  const response = await signIn({ email: app.a.ownerEmail.toUpperCase(), password: PASSWORD });
  expect(response.status).toBe(200);
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

function trpc(procedure: string, headers: Record<string, string>, body?: unknown): Promise<Response> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const all = { "content-type": "application/json", ...headers };
  return handleTrpc(app.deps, new Request(`${ORIGIN}/api/trpc/${procedure}`, { headers: all, ...init }));
}

describe("signing in", () => {
  test("sets a cookie that scripts and other sites cannot use, and that works until signing out", async () => {
    const response = await signIn({ email: app.a.ownerEmail, password: PASSWORD });
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^ironweave=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/u);
    const headers = { cookie: cookie.split(";")[0] ?? "" };
    const me = await trpc("session.me", headers);
    expect(await me.json()).toMatchObject({ result: { data: { user: { email: app.a.ownerEmail }, role: "owner" } } });
    const signedOut = new Request(`${ORIGIN}/api/auth/logout`, {
      method: "POST",
      headers: { ...SAME_SITE, ...headers },
    });
    expect((await handleLogout(app.deps, signedOut)).headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await trpc("session.me", headers)).status).toBe(401);
  });

  test("over https binds the cookie to the host", async () => {
    const deps = { ...app.deps, publicUrl: "https://ironweave.example" };
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: "https://ironweave.example" };
    const body = new URLSearchParams({ email: app.a.ownerEmail, password: PASSWORD }).toString();
    const response = await handleLogin(
      deps,
      new Request(`${ORIGIN}/api/auth/login`, { method: "POST", headers, body }),
    );
    expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
    expect(response.headers.get("set-cookie")).toMatch(/^__Host-ironweave=.*; Secure$/u);
  });

  test("[A1] looks the same for a wrong password and an unknown account, and stops after ten failures of an address, not of others'", async () => {
    const from = { "x-forwarded-for": "203.0.113.7" };
    const wrong = await signIn({ email: "admin@a.example", password: "wrong" }, from);
    const unknown = await signIn({ email: "nobody@a.example", password: "wrong" }, from);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
    for (let i = 0; i < 8; i++) await signIn({ email: "admin@a.example", password: `wrong ${i}` }, from);
    const blocked = await signIn({ email: "admin@a.example", password: PASSWORD }, from);
    expect([blocked.status, await blocked.json()]).toMatchObject([429, { error: { code: "too_many_attempts" } }]);
    const elsewhere = await signIn(
      { email: "admin@a.example", password: PASSWORD },
      { "x-forwarded-for": "203.0.113.8" },
    );
    expect(elsewhere.status).not.toBe(429);
  });

  test("[A1] stops for an account after a hundred failures, wherever they come from", async () => {
    const email = "guessed@a.example";
    const from = (i: number) => ({ "x-forwarded-for": `198.51.100.${i}` });
    // Each real one takes a tenth of a second of a processor: the first ones are only counted.
    for (let i = 1; i < LIMITS.loginAttemptsOfAccount; i++) app.deps.loginAttempts.byAccount.recordFailure(email);
    expect((await signIn({ email, password: "x" }, from(1))).status).toBe(401);
    expect((await signIn({ email, password: "x" }, from(2))).status).toBe(429);
    expect((await signIn({ email: "other@a.example", password: "x" }, from(3))).status).toBe(401);
  });

  test("a session is not a token and a token is not a session", async () => {
    const cookie = await sessionCookie();
    const asBearer = { authorization: `Bearer ${cookie.split("=")[1] ?? ""}` };
    expect((await trpc("session.me", asBearer)).status).toBe(401);
    expect((await trpc("session.me", { cookie: `ironweave=${app.a.tokens.owner}` })).status).toBe(401);
    expect((await trpc("session.me", { cookie, authorization: "Bearer wrong" })).status).toBe(401);
  });
});

describe("[X1] another site", () => {
  const text = definition("cross-site");

  test.each([
    ["Origin of another site", { origin: "https://evil.example", host: HOST }],
    ["Origin null", { origin: "null", host: HOST }],
    ["Sec-Fetch-Site cross-site without Origin", { "sec-fetch-site": "cross-site" }],
    ["Sec-Fetch-Site same-site", { "sec-fetch-site": "same-site", origin: "http://other.ironweave.test" }],
    ["neither header", {}],
  ])("cannot change anything with the cookie: %s", async (_name, headers: Record<string, string>) => {
    const cookie = await sessionCookie();
    for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x"]) {
      const all = { cookie, ...headers, "content-type": type };
      const body = JSON.stringify({ text });
      const viaTrpc = await trpc("workflow.create", all, { text });
      const init = { method: "POST", headers: all, body };
      const viaRest = await handleRest(app.deps, new Request(`${ORIGIN}/api/v1/workflows`, init));
      expect([viaTrpc.status, viaRest.status]).toEqual([403, 403]);
    }
    const login = await signIn({ email: app.a.ownerEmail, password: PASSWORD }, { origin: "https://evil.example" });
    expect(login.status).toBe(403);
  });

  test("a mutation is not reachable by GET", async () => {
    const cookie = await sessionCookie();
    const input = encodeURIComponent(JSON.stringify({ text }));
    const response = await trpc(`workflow.create?input=${input}`, { cookie });
    expect(response.status).toBe(405);
    const { body } = await app.call(app.a.tokens.owner, "GET", "/workflows?search=cross-site");
    expect(body).toEqual({ workflows: [] });
  });

  test("our own page can, with the cookie and its Origin", async () => {
    const response = await trpc(
      "workflow.create",
      { cookie: await sessionCookie(), ...SAME_SITE },
      { text: definition("ours") },
    );
    expect(response.status).toBe(200);
  });
});

describe("[R5] input", () => {
  test("[Y2] a definition over the limit is 413 before it is parsed, and one just under it is stored", async () => {
    const token = app.a.tokens.editor;
    const filler = (bytes: number): string => `${definition("large")}#${"x".repeat(bytes)}\n`;
    const large = await app.call(token, "POST", "/workflows", filler(10 * 1_048_576));
    expect([large.status, large.body]).toMatchObject([413, { error: { code: "definition_too_large" } }]);
    expect((await app.call(token, "POST", "/workflows", filler(1_040_000))).status).toBe(201);
    const viaTrpc = await trpc("workflow.create", { authorization: `Bearer ${token}` }, { text: filler(1_048_576) });
    expect([viaTrpc.status, await viaTrpc.json()]).toMatchObject([
      413,
      { error: { data: { error: "definition_too_large" } } },
    ]);
  });

  test("a body that says no length is counted while it is read", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(35));
      },
    });
    const headers = { authorization: `Bearer ${app.a.tokens.editor}`, "content-type": "application/yaml" };
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body, duplex: "half" };
    const response = await handleRest(app.deps, new Request(`${ORIGIN}/api/v1/workflows`, init));
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(2 * 1_048_576);
  });

  test("unknown keys, wrong types, doubled parameters and deep JSON are refused with a code", async () => {
    const token = app.a.tokens.editor;
    const created = await app.call(token, "POST", "/workflows", definition("strict"));
    const runs = `/workflows/${String(created.body["id"])}/runs`;
    const deep = `{"input":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
    const raw = (body: string, type: string) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": type };
      return handleRest(app.deps, new Request(`${ORIGIN}/api/v1${runs}`, { method: "POST", headers, body }));
    };
    const answers = await Promise.all([
      app.call(token, "POST", runs, { input: {}, tenantId: app.b.id }).then((answer) => answer.body),
      app.call(token, "GET", "/runs?limit=1&limit=2").then((answer) => answer.body),
      app.call(token, "GET", "/runs?limit=1000000").then((answer) => answer.body),
      raw(deep, "application/json").then((response) => response.json()),
      raw("{", "application/json").then((response) => response.json()),
      raw('{"input": {"id": 9007199254740993}}', "application/json").then((response) => response.json()),
      raw("{}", "text/plain").then((response) => response.json()),
    ]);
    expect(answers.map((answer: { error?: { code?: string } }) => answer.error?.code)).toEqual([
      ...Array.from({ length: 4 }, () => "invalid_input"),
      "invalid_json",
      "invalid_json",
      "unsupported_media_type",
    ]);
  });

  test("a definition with errors is refused with its diagnostics", async () => {
    const refused = await app.call(app.a.tokens.editor, "POST", "/workflows", `${definition("bad")}  - broken: {}\n`);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      error: {
        code: "invalid_definition",
        details: { diagnostics: [{ severity: "error", code: expect.any(String), line: 6, column: 5 }] },
      },
    });
  });
});

test("every answer is JSON that no browser sniffs, caches or frames", async () => {
  for (const path of ["/health", "/openapi.json", "/runs", "/nothing"]) {
    const { headers } = await app.call(app.a.tokens.owner, "GET", path);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
  }
});

describe("a method that a path does not have", () => {
  const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
  const routes = [...ROUTES.map(({ method, template }) => `${method} ${template}`), ...PUBLIC_ROUTES].map((route) => ({
    method: route.split(" ")[0] ?? "",
    template: route.split(" ")[1] ?? "",
  }));
  const templates = [...new Set(routes.map(({ template }) => template))];

  test.each(templates)("%s", async (template) => {
    const has = routes.filter((route) => route.template === template).map(({ method }) => method);
    const allow = [...has, ...(has.includes("GET") ? ["HEAD"] : [])].sort();
    const path = template.replaceAll(/\{\w+\}/gu, "01890000-0000-7000-8000-000000000000");
    for (const method of METHODS.filter((candidate) => !has.includes(candidate))) {
      const { status, headers, body } = await app.call(app.a.tokens.viewer, method, path);
      expect({ method, status, allow: headers.get("allow"), body }).toEqual({
        method,
        status: 405,
        allow: allow.join(", "),
        body: {
          error: {
            code: "method_not_allowed",
            message: `This path has ${allow.join(", ")} only.`,
            details: { allow },
          },
        },
      });
    }
  });

  test("is told to callers who are signed in only, and a path that is none stays not found", async () => {
    expect((await app.call(undefined, "PATCH", "/runs")).status).toBe(401);
    expect((await app.call(app.a.tokens.viewer, "PATCH", "/nothing")).status).toBe(404);
  });

  test("HEAD is GET without its body", async () => {
    const url = `${ORIGIN}/api/v1/runs`;
    const headers = { authorization: `Bearer ${app.a.tokens.viewer}` };
    const answer = await handleRest(app.deps, new Request(url, { method: "HEAD", headers }));
    const type = "application/json; charset=utf-8";
    expect([answer.status, await answer.text(), answer.headers.get("content-type")]).toEqual([200, "", type]);
  });
});

test("drafts: a stale revision is a conflict that shows the current draft, the same text twice is none", async () => {
  const authorization = `Bearer ${app.a.tokens.editor}`;
  const created = await app.call(app.a.tokens.editor, "POST", "/workflows", definition("drafts"));
  const id = String(created.body["id"]);
  const save = (text: string, baseRevision: number) =>
    trpc("workflow.saveDraft", { authorization }, { id, text, baseRevision });
  expect(await (await save("one", 0)).json()).toMatchObject({ result: { data: { revision: 1 } } });
  expect(await (await save("one", 0)).json()).toMatchObject({ result: { data: { revision: 1 } } });
  const conflict = await save("two", 0);
  expect([conflict.status, await conflict.json()]).toMatchObject([
    409,
    { error: { data: { error: "draft_conflict", details: { draft: { text: "one", revision: 1 } } } } },
  ]);
});

test("versions: identical text makes none, a new name in the text renames, a taken one is refused", async () => {
  const token = app.a.tokens.editor;
  await app.call(token, "POST", "/workflows", definition("taken"));
  const created = await app.call(token, "POST", "/workflows", definition("version-one"));
  const path = `/workflows/${String(created.body["id"])}`;
  const again = await app.call(token, "PUT", path, definition("version-one"));
  expect(again.body).toMatchObject({ version: { number: 1, created: false } });
  const renamed = await app.call(token, "PUT", path, definition("version-two"));
  expect(renamed.body).toMatchObject({ name: "version-two", version: { number: 2, created: true } });
  const refused = await app.call(token, "PUT", path, definition("taken"));
  expect([refused.status, refused.body]).toMatchObject([409, { error: { code: "name_taken" } }]);
});

test("a text is replaced only where it is what the caller has read, if the caller asks so", async () => {
  const token = app.a.tokens.editor;
  const { id } = (await app.call(token, "POST", "/workflows", definition("matched"))).body;
  const path = `/workflows/${String(id)}`;
  const put = (value: string, tag: string) =>
    app.call(token, "PUT", path, definition("matched", value), { "if-match": tag });
  const read = String((await app.call(token, "GET", path)).headers.get("etag"));
  const first = await put("mine", read);
  const written = String(first.headers.get("etag"));
  expect([first.status, written === read]).toEqual([200, false]);
  expect((await app.call(token, "GET", path)).headers.get("etag")).toBe(written);
  // The one who lost: told who was first. Sent again after a lost answer, the same text is no conflict.
  expect([await put("theirs", read), await put("mine", read)]).toMatchObject([
    { status: 412, body: { error: { code: "precondition_failed", details: { head: { version: 2 } } } } },
    { status: 200, body: { version: { number: 2, created: false } } },
  ]);
  const answers = [await put("theirs", '"nonsense"'), await put("theirs", `W/${written}`)];
  expect(answers.map(({ status }) => status)).toEqual([412, 412]);
  expect((await put("theirs", `${read}, ${written}`)).status).toBe(400);
  expect([(await put("theirs", written)).status, (await put("other", "*")).status]).toEqual([200, 200]);
  const racing = String((await app.call(token, "GET", path)).headers.get("etag"));
  const both = await Promise.all([put("left", racing), put("right", racing)]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
});

test("[L6] every change is in the audit log, and its chain holds", async () => {
  const actions = await app.deps.db.tenant(app.a.id, (tx) => tx.auditEvent.findMany({ select: { action: true } }));
  const seen = new Set(actions.map(({ action }) => action));
  expect([...seen].sort()).toEqual(["session.create", "session.delete", "workflow.create", "workflow.save-version"]);
  expect(await findBrokenAudit(app.deps.db, app.a.id)).toBeUndefined();
});
