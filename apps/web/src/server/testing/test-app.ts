// The whole server without Next: a real database, an engine that only remembers, and two tenants with a token for each role.

import { createHttpClient } from "@ironweave/actions/http";
import { createDatabase, listenRunEvents, newId, secretKeyFrom } from "@ironweave/db";
import { startTestDatabase } from "@ironweave/db/testing";
import type { JsonObject } from "@ironweave/jq";
import type { RunDocumentInput } from "@ironweave/schema/run";
import type { AppDeps } from "../app-deps.ts";
import { createLoginAttempts } from "../auth/login-attempts.ts";
import { credentialHash, newCredential } from "../auth/credential.ts";
import { hashPassword } from "../auth/password.ts";
import type { Role } from "../auth/permissions.ts";
import { ROLES } from "../auth/permissions.ts";
import { EngineUnavailable } from "../engine/run-engine.ts";
import type { ExecutionState, RunEngine } from "../engine/run-engine.ts";
import { createSlots } from "../http/slots.ts";
import { handleRest } from "../rest/handle-rest.ts";
import { LIMITS } from "../limits.ts";

export const ORIGIN = "http://ironweave.test";
export const PASSWORD = "correct horse";

/** Remembers what it was asked; `down` makes it unavailable. */
export interface FakeEngine extends RunEngine {
  down: boolean;
  readonly started: Map<string, RunDocumentInput>;
  readonly cancelled: string[];
  readonly delivered: { readonly runId: string; readonly event: JsonObject }[];
  readonly states: Map<string, ExecutionState>;
}

export interface TestTenant {
  readonly id: string;
  readonly ownerEmail: string;
  readonly tokens: { readonly [R in Role]: string };
}

export interface TestApp extends AsyncDisposable {
  readonly deps: AppDeps;
  readonly engine: FakeEngine;
  readonly ownerUrl: string;
  readonly a: TestTenant;
  readonly b: TestTenant;
  /** A REST call below `/api/v1`; a string body is YAML, anything else JSON. */
  call(token: string | undefined, method: string, path: string, body?: unknown, headers?: object): Promise<TestAnswer>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A document that is right, under a name. */
export function definition(name: string, value = "there"): string {
  return `# ${name}\ndocument: { dsl: '1.0.3', namespace: default, name: ${name}, version: '0.1.0' }\ndo:\n  - greet:\n      set: { hi: ${value} }\n`;
}

export async function createTestApp(): Promise<TestApp> {
  const server = await startTestDatabase();
  const db = createDatabase({ url: server.url, maxConnections: 20 });
  const listener = listenRunEvents(db);
  const engine = fakeEngine();
  const deps: AppDeps = {
    db,
    engine,
    listener,
    streams: createSlots(LIMITS.streamsPerTenant),
    loginAttempts: createLoginAttempts(),
    publicUrl: undefined,
    // Receivers of tests listen on this machine.
    http: createHttpClient({ allowHosts: ["127.0.0.0/8"] }),
    secretKey: secretKeyFrom(Buffer.alloc(32, 7).toString("base64")),
  };
  const passwordHash = await hashPassword(PASSWORD);
  const [a, b] = [await createTenant(deps, "a", passwordHash), await createTenant(deps, "b", passwordHash)];
  return {
    deps,
    engine,
    a,
    b,
    ownerUrl: server.ownerUrl,
    call: async (token, method, path, body, headers = {}) => {
      const isText = typeof body === "string";
      const request = new Request(`${ORIGIN}/api/v1${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": isText ? "application/yaml" : "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      });
      const response = await handleRest(deps, request);
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    [Symbol.asyncDispose]: async () => {
      await listener.close();
      await db.close();
      await server.stop();
    },
  };
}

async function createTenant({ db }: AppDeps, name: string, passwordHash: string): Promise<TestTenant> {
  const id = newId();
  const tokens: Partial<Record<Role, string>> = {};
  await db.tenant(id, async (tx) => {
    await tx.tenant.create({ data: { id, name } });
    for (const role of ROLES) {
      const userId = newId();
      const token = (tokens[role] = newCredential());
      const email = `${role}@${name}.example`;
      await tx.userAccount.create({ data: { id: userId, tenantId: id, email, name: role, passwordHash } });
      await tx.membership.create({ data: { tenantId: id, userId, role } });
      const tokenHash = Buffer.from(credentialHash(token), "hex");
      await tx.apiToken.create({ data: { id: newId(), tenantId: id, userId, name: "test", tokenHash } });
    }
  });
  const { owner = "", admin = "", editor = "", viewer = "" } = tokens;
  return { id, ownerEmail: `owner@${name}.example`, tokens: { owner, admin, editor, viewer } };
}

function fakeEngine(): FakeEngine {
  const engine: FakeEngine = {
    down: false,
    started: new Map(),
    cancelled: [],
    delivered: [],
    states: new Map(),
    start: (run) => reached(() => void engine.started.set(run.runId, run)),
    cancel: (_tenantId, runId) => reached(() => void engine.cancelled.push(runId)),
    deliver: (_tenantId, runId, event) =>
      reached(() => {
        engine.delivered.push({ runId, event });
        return true;
      }),
    state: (_tenantId, runId) =>
      reached(() => engine.states.get(runId) ?? (engine.started.has(runId) ? "running" : "gone")),
    hasWorkers: () => reached(() => true),
  };
  const reached = <T>(work: () => T): Promise<T> =>
    engine.down ? Promise.reject(new EngineUnavailable("down")) : Promise.resolve(work());
  return engine;
}
