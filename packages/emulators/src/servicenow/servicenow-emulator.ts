// A stand-in for ServiceNow's Table API on incidents: create, read, query, update, delete, and OAuth tokens.
// Faithful where a workflow can see it (strings, errors, data policy, no idempotency); nothing is kept.

import { randomUUID } from "node:crypto";
import { createEffectLog } from "../effect-log.ts";
import { startServer } from "../start-server.ts";
import type { Emulator, EmulatorOptions, EmulatorRequest, EmulatorResponse } from "../start-server.ts";
import { createAccess } from "./access.ts";
import type { Access, Credentials } from "./access.ts";
import { selectIncidents } from "./encoded-query.ts";
import { createIncident, updateIncident } from "./incident.ts";
import type { Incident } from "./incident.ts";
import { incidentPage } from "./incident-page.ts";

export interface ServiceNowEmulatorOptions extends EmulatorOptions, Partial<Credentials> {
  /** Every request is answered 200 with the HTML of a sleeping instance. @default false */
  readonly hibernating?: boolean;
  /** Epoch milliseconds. @default Date.now */
  readonly now?: () => number;
}

export const DEMO_SERVICENOW: Credentials = {
  token: "servicenow-token",
  username: "ironweave",
  password: "servicenow-password",
  clientId: "ironweave-client",
  clientSecret: "servicenow-client-secret",
};

interface ServiceNow {
  readonly access: Access;
  readonly incidents: Map<string, Incident>;
  readonly now: () => number;
  numbered: number;
}

/** Starts the emulator; its API is at `<url>/api/now/table/incident`, a page that shows the incidents at `<url>/`. */
export function startServiceNowEmulator(options: ServiceNowEmulatorOptions = {}): Promise<Emulator> {
  const now = options.now ?? Date.now;
  const state: ServiceNow = {
    access: createAccess({ ...DEMO_SERVICENOW, ...pickCredentials(options) }, now),
    incidents: new Map(),
    now,
    numbered: 10_000,
  };
  const reset = (): void => {
    state.incidents.clear();
    state.access.clear();
    state.numbered = 10_000;
  };
  const handleRequest = (request: EmulatorRequest): EmulatorResponse =>
    options.hibernating === true ? HIBERNATING : handle(state, request);
  return startServer({ log: createEffectLog(now), reset, handle: handleRequest }, options);
}

const HIBERNATING: EmulatorResponse = {
  status: 200,
  body: "<!doctype html><html><head><title>Instance Hibernating page</title></head><body>Your instance is hibernating.</body></html>",
};

function pickCredentials(options: ServiceNowEmulatorOptions): Partial<Credentials> {
  const { token, username, password, clientId, clientSecret } = options;
  return Object.fromEntries(
    Object.entries({ token, username, password, clientId, clientSecret }).filter(([, value]) => value !== undefined),
  );
}

function handle(state: ServiceNow, request: EmulatorRequest): EmulatorResponse {
  const { path, method } = request;
  if (path.length === 0) return index(state, request);
  if (path[0] === "oauth_token.do" && method === "POST") return state.access.issueToken(request);
  const user = state.access.user(request);
  if (user === undefined) {
    return {
      ...failure(401, "User Not Authenticated", "Required to provide Auth information"),
      headers: { "www-authenticate": 'BASIC realm="Service-now"' },
    };
  }
  const [api, now, table, name, sysId, extra] = withoutVersion(path);
  if (api !== "api" || now !== "now" || table !== "table" || extra !== undefined) return noSuchUri();
  if (name !== "incident") return failure(400, `Invalid table ${name ?? ""}`, null);
  if (sysId === undefined) {
    if (method === "GET") return query(state, request);
    return method === "POST" ? create(state, request, user) : noSuchMethod();
  }
  const incident = state.incidents.get(sysId);
  if (incident === undefined) {
    return failure(404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval");
  }
  if (method === "GET") return { status: 200, body: { result: pick(incident, request) } };
  if (method === "PATCH" || method === "PUT") return update(state, request, incident);
  if (method !== "DELETE") return noSuchMethod();
  state.incidents.delete(sysId);
  return { status: 204, effect: { name: "incident.deleted", id: sysId } };
}

/** `/api/now/v2/table/…` is the same as `/api/now/table/…`. */
function withoutVersion(path: readonly string[]): readonly string[] {
  return /^v\d+$/.test(path[2] ?? "") ? path.toSpliced(2, 1) : path;
}

function create(state: ServiceNow, request: EmulatorRequest, user: string): EmulatorResponse {
  const fields = readJson(request);
  if (fields === undefined) return badBody();
  const sysId = randomUUID().replaceAll("-", "");
  const incident = createIncident(fields, { sysId, number: ++state.numbered, user, now: state.now() });
  state.incidents.set(sysId, incident);
  return {
    status: 201,
    body: { result: pick(incident, request) },
    headers: { location: `/api/now/table/incident/${sysId}` },
    effect: { name: "incident.created", id: sysId },
  };
}

function update(state: ServiceNow, request: EmulatorRequest, incident: Incident): EmulatorResponse {
  const fields = readJson(request);
  if (fields === undefined) return badBody();
  const next = updateIncident(incident, fields, state.now());
  if (typeof next["refused"] === "string") return failure(403, "Operation Failed", next["refused"]);
  const sysId = incident["sys_id"] ?? "";
  state.incidents.set(sysId, next);
  return {
    status: 200,
    body: { result: pick(next, request) },
    effect: { name: "incident.updated", id: sysId },
  };
}

function query(state: ServiceNow, request: EmulatorRequest): EmulatorResponse {
  const { searchParams } = request.url;
  const plain = [...searchParams]
    .filter(([name]) => !name.startsWith("sysparm_"))
    .map(([name, value]) => `${name}=${value}`);
  const found = selectIncidents(
    [...state.incidents.values()],
    [searchParams.get("sysparm_query") ?? "", ...plain].join("^"),
  );
  const offset = Number(searchParams.get("sysparm_offset") ?? 0) || 0;
  const limit = Number(searchParams.get("sysparm_limit") ?? 10_000) || 10_000;
  const result = found.slice(offset, offset + limit).map((incident) => pick(incident, request));
  return { status: 200, body: { result }, headers: { "x-total-count": String(found.length) } };
}

function pick(incident: Incident, request: EmulatorRequest): Incident {
  const fields = request.url.searchParams.get("sysparm_fields");
  if (fields === null || fields === "") return incident;
  return Object.fromEntries(
    fields
      .split(",")
      .map((name) => name.trim())
      .filter((name) => Object.hasOwn(incident, name))
      .map((name) => [name, incident[name] ?? ""]),
  );
}

function index(state: ServiceNow, request: EmulatorRequest): EmulatorResponse {
  const incidents = [...state.incidents.values()].toReversed();
  if (request.header("accept")?.includes("text/html") === true) return { status: 200, body: incidentPage(incidents) };
  return { status: 200, body: { api: "/api/now/table/incident", incidents } };
}

function failure(status: number, message: string, detail: string | null): EmulatorResponse {
  return { status, body: { error: { message, detail }, status: "failure" } };
}

function noSuchUri(): EmulatorResponse {
  return failure(400, "Requested URI does not represent any resource", null);
}

function noSuchMethod(): EmulatorResponse {
  return failure(405, "Method not supported", null);
}

function badBody(): EmulatorResponse {
  return failure(400, "Exception while reading request", "The payload is not valid JSON");
}

function readJson(request: EmulatorRequest): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(request.body);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
