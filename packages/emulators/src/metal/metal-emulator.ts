// A stand-in for a bare-metal API compatible with Equinix Metal: projects, devices and their life, plans, metros.
// Faithful where a workflow can see it (states, envelopes, pages, errors, no idempotency); nothing is kept.
//
// To make provisioning fail, order a device with the tag `fail`, a host name that begins with `fail`, or userdata that
// contains `#emulator: fail`: it goes queued, provisioning, failed.

import { randomUUID } from "node:crypto";
import { createEffectLog } from "../effect-log.ts";
import { startServer } from "../start-server.ts";
import type { Emulator, EmulatorOptions, EmulatorRequest, EmulatorResponse } from "../start-server.ts";
import { deviceEvents, deviceState, isoSeconds, showDevice } from "./device.ts";
import type { DeviceRecord, DeviceTimes } from "./device.ts";
import { METROS, OPERATING_SYSTEMS, PLANS } from "./metal-catalog.ts";
import { metalPage } from "./metal-page.ts";
import { readDeviceRequest } from "./read-device-request.ts";

export interface MetalEmulatorOptions extends EmulatorOptions, Partial<DeviceTimes> {
  /** What `X-Auth-Token` must be. @default "metal-token" */
  readonly token?: string;
  /** Ids of the projects that exist. @default [DEMO_PROJECT] */
  readonly projects?: readonly string[];
  /** Epoch milliseconds. @default Date.now */
  readonly now?: () => number;
}

/** The project that exists unless others are given. */
export const DEMO_PROJECT = "0d3a0000-0000-4000-8000-000000000001";
export const DEMO_METAL_TOKEN = "metal-token";

interface Metal {
  readonly times: DeviceTimes;
  readonly token: string;
  readonly now: () => number;
  readonly projects: Map<string, { readonly id: string; readonly name: string; readonly createdAt: number }>;
  readonly devices: Map<string, DeviceRecord>;
  ordered: number;
}

/** Starts the emulator; its API is at `<url>/metal/v1`, a page that shows the devices at `<url>/`. */
export function startMetalEmulator(options: MetalEmulatorOptions = {}): Promise<Emulator> {
  const now = options.now ?? Date.now;
  const metal: Metal = {
    times: {
      queuedMs: options.queuedMs ?? 500,
      provisioningMs: options.provisioningMs ?? 4000,
      actionMs: options.actionMs ?? 1000,
    },
    token: options.token ?? DEMO_METAL_TOKEN,
    now,
    projects: new Map(),
    devices: new Map(),
    ordered: 0,
  };
  const reset = (): void => {
    metal.devices.clear();
    metal.projects.clear();
    metal.ordered = 0;
    for (const id of options.projects ?? [DEMO_PROJECT]) metal.projects.set(id, { id, name: "Demo", createdAt: now() });
  };
  reset();
  return startServer({ log: createEffectLog(now), reset, handle: (request) => handle(metal, request) }, options);
}

function handle(metal: Metal, request: EmulatorRequest): EmulatorResponse {
  const { path } = request;
  if (path.length === 0) return index(metal, request);
  if (path[0] !== "metal" || path[1] !== "v1") return failure(404, "Not found");
  if (request.header("x-auth-token") === undefined) return failure(401, "Authentication token required");
  if (request.header("x-auth-token") !== metal.token) return failure(401, "Invalid authentication token");
  const [resource, id, part] = path.slice(2);
  if (resource === "devices" && id !== undefined) return device(metal, request, id, part);
  if (resource === "projects") return projects(metal, request, id, part);
  if (request.method !== "GET") return failure(404, "Not found");
  if (resource === "plans") return page(request, "plans", PLANS);
  if (resource === "operating-systems") return page(request, "operating_systems", OPERATING_SYSTEMS);
  if (resource === "locations" && id === "metros") return page(request, "metros", METROS);
  return failure(404, "Not found");
}

function projects(metal: Metal, request: EmulatorRequest, id?: string, part?: string): EmulatorResponse {
  const show = (project: { id: string; name: string; createdAt: number }): object => ({
    id: project.id,
    href: `/metal/v1/projects/${project.id}`,
    name: project.name,
    created_at: isoSeconds(project.createdAt),
    updated_at: isoSeconds(project.createdAt),
  });
  if (id === undefined) {
    if (request.method === "GET") return page(request, "projects", [...metal.projects.values()].map(show));
    if (request.method !== "POST") return failure(404, "Not found");
    const name = readJson(request)?.["name"];
    if (typeof name !== "string" || name === "") return failure(422, "name can't be blank");
    const project = { id: randomUUID(), name, createdAt: metal.now() };
    metal.projects.set(project.id, project);
    return { status: 201, body: show(project), effect: { name: "project.created", id: project.id } };
  }
  const project = metal.projects.get(id);
  if (project === undefined) return failure(404, "Not found");
  if (part === undefined && request.method === "GET") return { status: 200, body: show(project) };
  if (part !== "devices") return failure(404, "Not found");
  if (request.method === "POST") return order(metal, request, id);
  return request.method === "GET" ? list(metal, request, id) : failure(404, "Not found");
}

function order(metal: Metal, request: EmulatorRequest, projectId: string): EmulatorResponse {
  const body = readJson(request);
  if (body === undefined) return failure(400, "The body is not valid JSON");
  const read = readDeviceRequest(body);
  if ("errors" in read) return { status: 422, body: { errors: read.errors } };
  const at = metal.now();
  const number = ++metal.ordered;
  const hostname = read.hostname ?? `server-${String(number)}`;
  const fails = read.tags.includes("fail") || hostname.startsWith("fail") || read.userdata.includes("#emulator: fail");
  const record: DeviceRecord = {
    ...read,
    hostname,
    fails,
    id: randomUUID(),
    projectId,
    number,
    createdAt: at,
    updatedAt: at,
  };
  metal.devices.set(record.id, record);
  return { status: 201, body: showDevice(record, metal.times, at), effect: { name: "device.created", id: record.id } };
}

function list(metal: Metal, request: EmulatorRequest, projectId: string): EmulatorResponse {
  const { searchParams } = request.url;
  const hostname = searchParams.get("hostname");
  const tag = searchParams.get("tag");
  const search = searchParams.get("search");
  const found = [...metal.devices.values()]
    .filter((each) => each.projectId === projectId)
    .filter((each) => hostname === null || each.hostname === hostname)
    .filter((each) => tag === null || each.tags.includes(tag))
    .filter((each) => search === null || `${each.hostname} ${each.tags.join(" ")}`.includes(search))
    .toReversed();
  return page(
    request,
    "devices",
    found.map((each) => showDevice(each, metal.times, metal.now())),
  );
}

function device(metal: Metal, request: EmulatorRequest, id: string, part?: string): EmulatorResponse {
  const record = metal.devices.get(id);
  if (record === undefined) return failure(404, "Not found");
  const now = metal.now();
  if (part === "events" && request.method === "GET")
    return page(request, "events", deviceEvents(record, metal.times, now));
  if (part === "actions" && request.method === "POST") return act(metal, request, record);
  if (part !== undefined) return failure(404, "Not found");
  if (request.method === "GET") return { status: 200, body: showDevice(record, metal.times, now) };
  if (request.method === "DELETE") {
    if (deviceState(record, metal.times, now) === "provisioning")
      return failure(422, "Cannot delete a device while it is provisioning");
    metal.devices.delete(id);
    return { status: 204, effect: { name: "device.deleted", id } };
  }
  if (request.method === "PUT" || request.method === "PATCH") return update(metal, request, record);
  return failure(404, "Not found");
}

function update(metal: Metal, request: EmulatorRequest, record: DeviceRecord): EmulatorResponse {
  const body = readJson(request);
  if (body === undefined) return failure(400, "The body is not valid JSON");
  const merged = readDeviceRequest({
    plan: record.plan.slug,
    metro: record.metro.code,
    operating_system: record.operatingSystem.slug,
    hostname: body["hostname"] ?? record.hostname,
    tags: body["tags"] ?? record.tags,
    description: body["description"] ?? record.description,
    userdata: body["userdata"] ?? record.userdata,
    customdata: body["customdata"] ?? record.customdata,
  });
  if ("errors" in merged) return { status: 422, body: { errors: merged.errors } };
  const next = { ...record, ...merged, hostname: merged.hostname ?? record.hostname, updatedAt: metal.now() };
  metal.devices.set(record.id, next);
  return {
    status: 200,
    body: showDevice(next, metal.times, metal.now()),
    effect: { name: "device.updated", id: record.id },
  };
}

const ACTIONS = {
  power_on: { during: "powering_on", afterwards: "active" },
  power_off: { during: "powering_off", afterwards: "inactive" },
  reboot: { during: "powering_on", afterwards: "active" },
  reinstall: { during: "reinstalling", afterwards: "active" },
} as const;

function act(metal: Metal, request: EmulatorRequest, record: DeviceRecord): EmulatorResponse {
  const type = readJson(request)?.["type"];
  if (typeof type !== "string" || !Object.hasOwn(ACTIONS, type)) return failure(422, "type is not a known action");
  const state = deviceState(record, metal.times, metal.now());
  if (state !== "active" && state !== "inactive")
    return failure(422, `Device must be active or inactive, but is ${state}`);
  const endsAt = metal.now() + metal.times.actionMs;
  const change = { ...ACTIONS[type as keyof typeof ACTIONS], endsAt };
  metal.devices.set(record.id, { ...record, change, updatedAt: metal.now() });
  return { status: 202, effect: { name: `device.${type}`, id: record.id } };
}

/** One page of a list in the API's envelope; 10 a page, at most 1000. */
function page(request: EmulatorRequest, name: string, items: readonly object[]): EmulatorResponse {
  const { pathname, searchParams } = request.url;
  const perPage = Math.min(1000, Math.max(1, Number(searchParams.get("per_page") ?? 10) || 10));
  const current = Math.max(1, Number(searchParams.get("page") ?? 1) || 1);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = (number: number): object => ({ href: `${pathname}?page=${String(number)}&per_page=${String(perPage)}` });
  return {
    status: 200,
    body: {
      [name]: items.slice((current - 1) * perPage, current * perPage),
      meta: {
        first: link(1),
        self: link(current),
        last: link(last),
        previous: current > 1 ? link(current - 1) : null,
        next: current < last ? link(current + 1) : null,
        total: items.length,
        current_page: current,
        last_page: last,
      },
    },
  };
}

function index(metal: Metal, request: EmulatorRequest): EmulatorResponse {
  const devices = [...metal.devices.values()].toReversed();
  if (request.header("accept")?.includes("text/html") === true) {
    return { status: 200, body: metalPage(devices, metal.times, metal.now()) };
  }
  return {
    status: 200,
    body: { api: "/metal/v1", devices: devices.map((each) => showDevice(each, metal.times, metal.now())) },
  };
}

function failure(status: number, message: string): EmulatorResponse {
  return { status, body: { errors: [message] } };
}

function readJson(request: EmulatorRequest): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(request.body);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
