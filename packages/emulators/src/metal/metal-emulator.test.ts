// The Metal stand-in behaves as the API does wherever a workflow can see it.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Emulator } from "../start-server.ts";
import { DEMO_PROJECT, startMetalEmulator } from "./metal-emulator.ts";

let clock = 0;
let metal: Emulator;

beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1);
  metal = await startMetalEmulator({ token: "t", queuedMs: 1000, provisioningMs: 10_000, now: () => clock });
});

afterEach(() => metal.close());

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${metal.url}/metal/v1${path}`, {
    method,
    headers: { "x-auth-token": "t", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Answer["body"]) };
}

const order = { hostname: "web-1", plan: "c3.small.x86", metro: "fr", operating_system: "debian_12", tags: ["a"] };
const devices = `/projects/${DEMO_PROJECT}/devices`;

async function created(fields: object = {}): Promise<string> {
  const { status, body } = await ask("POST", devices, { ...order, ...fields });
  expect(status).toBe(201);
  return String(body["id"]);
}

async function stateOf(id: string): Promise<unknown> {
  return (await ask("GET", `/devices/${id}`)).body["state"];
}

describe("a device's life", () => {
  test("queued, provisioning, active, with addresses from provisioning on", async () => {
    const id = await created();
    const seen: unknown[] = [];
    for (const at of [0, 1000, 6000, 11_000]) {
      clock = Date.UTC(2026, 0, 1) + at;
      const { body } = await ask("GET", `/devices/${id}`);
      const addresses = (body["ip_addresses"] as readonly { address: string }[]).map(({ address }) => address);
      seen.push([body["state"], body["provisioning_percentage"], addresses]);
    }
    const addresses = ["203.0.113.3", "2001:db8:1::3", "10.64.0.3"];
    expect(seen).toEqual([
      ["queued", 0, []],
      ["provisioning", 0, addresses],
      ["provisioning", 50, addresses],
      ["active", 100, addresses],
    ]);
  });

  test.each([
    ["a tag", { tags: ["fail"] }],
    ["a host name", { hostname: "fail-1" }],
    ["userdata", { userdata: "#cloud-config\n#emulator: fail" }],
  ])("%s makes provisioning fail", async (_, fields) => {
    const id = await created(fields);
    clock += 60_000;
    const { body } = await ask("GET", `/devices/${id}/events`);
    const [latest] = body["events"] as readonly { type: string }[];
    expect([await stateOf(id), latest?.type]).toEqual(["failed", "provisioning.failed"]);
  });

  test("power actions take time and need a settled device", async () => {
    const id = await created();
    expect(await ask("POST", `/devices/${id}/actions`, { type: "power_off" })).toEqual({
      status: 422,
      body: { errors: ["Device must be active or inactive, but is queued"] },
    });
    clock += 60_000;
    expect(await ask("POST", `/devices/${id}/actions`, { type: "power_off" })).toEqual({ status: 202, body: {} });
    const during = await stateOf(id);
    clock += 2000;
    expect([during, await stateOf(id)]).toEqual(["powering_off", "inactive"]);
  });

  test("a deleted device is gone, and one that is being provisioned cannot be deleted", async () => {
    const id = await created();
    clock += 5000;
    expect((await ask("DELETE", `/devices/${id}`)).status).toBe(422);
    clock += 60_000;
    expect((await ask("DELETE", `/devices/${id}`)).status).toBe(204);
    expect(await ask("GET", `/devices/${id}`)).toEqual({ status: 404, body: { errors: ["Not found"] } });
  });
});

describe("errors", () => {
  test.each<[string, object, readonly string[]]>([
    [
      "no fields",
      { plan: undefined, metro: undefined, operating_system: undefined },
      ["plan can't be blank", "metro can't be blank", "operating_system can't be blank"],
    ],
    ["an unknown plan", { plan: "z9" }, ['plan "z9" is not available']],
    ["a bad host name", { hostname: "no spaces" }, ["hostname is not a valid host name"]],
    ["bad tags", { tags: "a" }, ["tags must be a list of strings"]],
  ])("%s is 422 with every complaint", async (_, fields, errors) => {
    expect(await ask("POST", devices, { ...order, ...fields })).toEqual({ status: 422, body: { errors } });
  });

  test("a wrong token is 401, an unknown project 404", async () => {
    expect(await ask("GET", "/plans", undefined, { "x-auth-token": "no" })).toEqual({
      status: 401,
      body: { errors: ["Invalid authentication token"] },
    });
    expect((await ask("POST", "/projects/none/devices", order)).status).toBe(404);
  });
});

test("lists come ten a page with links, newest first, filtered by tag and host name", async () => {
  for (let index = 0; index < 12; index++)
    await created({ hostname: `h-${String(index)}`, tags: index === 3 ? ["x"] : [] });
  const { body } = await ask("GET", `${devices}?page=2`);
  expect({
    names: (body["devices"] as readonly { hostname: string }[]).map(({ hostname }) => hostname),
    meta: body["meta"],
  }).toEqual({
    names: ["h-1", "h-0"],
    meta: {
      first: { href: `/metal/v1${devices}?page=1&per_page=10` },
      self: { href: `/metal/v1${devices}?page=2&per_page=10` },
      last: { href: `/metal/v1${devices}?page=2&per_page=10` },
      previous: { href: `/metal/v1${devices}?page=1&per_page=10` },
      next: null,
      total: 12,
      current_page: 2,
      last_page: 2,
    },
  });
  const tagged = await ask("GET", `${devices}?tag=x`);
  expect((tagged.body["devices"] as readonly { hostname: string }[]).map(({ hostname }) => hostname)).toEqual(["h-3"]);
});

test("the log counts attempts by key, does not deduplicate, and a reset empties everything", async () => {
  await ask("POST", devices, order, { "idempotency-key": "k" });
  await ask("POST", devices, order, { "idempotency-key": "k" });
  await ask("POST", devices, {}, { "idempotency-key": "l" });
  expect(
    metal.log
      .entries()
      .map(({ effect, idempotencyKey, attempt, status }) => ({ effect, idempotencyKey, attempt, status })),
  ).toEqual([
    { effect: "device.created", idempotencyKey: "k", attempt: 1, status: 201 },
    { effect: "device.created", idempotencyKey: "k", attempt: 2, status: 201 },
    { effect: undefined, idempotencyKey: "l", attempt: 1, status: 422 },
  ]);
  await fetch(`${metal.url}/__reset`, { method: "POST" });
  const log: unknown = await (await fetch(`${metal.url}/__log`)).json();
  expect([log, (await ask("GET", devices)).body["devices"]]).toEqual([[], []]);
});

test("told to honour keys, it answers a repetition with the first answer and changes nothing", async () => {
  await metal.close();
  metal = await startMetalEmulator({ token: "t", honourIdempotencyKey: true });
  const first = await ask("POST", devices, order, { "idempotency-key": "k" });
  const second = await ask("POST", devices, order, { "idempotency-key": "k" });
  expect(second).toEqual(first);
  expect(metal.log.entries().map(({ effect, attempt }) => [effect, attempt])).toEqual([
    ["device.created", 1],
    [undefined, 2],
  ]);
});

test("the page shows devices to people, escaped, and JSON to programs", async () => {
  await created({ tags: ["<b>bold</b>"] });
  const page = await fetch(metal.url, { headers: { accept: "text/html" } });
  const html = await page.text();
  expect([page.headers.get("content-type"), html.includes("web-1"), html.includes("<b>bold")]).toEqual([
    "text/html; charset=utf-8",
    true,
    false,
  ]);
  expect(await (await fetch(metal.url)).json()).toMatchObject({ devices: [{ hostname: "web-1" }] });
});
