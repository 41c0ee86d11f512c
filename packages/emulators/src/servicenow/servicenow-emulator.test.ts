// The ServiceNow stand-in behaves as the Table API does wherever a workflow can see it.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Emulator } from "../start-server.ts";
import { DEMO_SERVICENOW, startServiceNowEmulator } from "./servicenow-emulator.ts";

let servicenow: Emulator;
let clock = 0;

beforeEach(async () => {
  clock = Date.UTC(2026, 0, 2, 3, 4, 5);
  servicenow = await startServiceNowEmulator({ now: () => clock });
});

afterEach(() => servicenow.close());

const bearer = { authorization: `Bearer ${DEMO_SERVICENOW.token}` };

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = bearer) {
  const response = await fetch(`${servicenow.url}/api/now/table${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = (text === "" ? {} : JSON.parse(text)) as {
    result: Readonly<Record<string, string>> & readonly Readonly<Record<string, string>>[];
  };
  return { status: response.status, headers: response.headers, body: parsed };
}

test("a new incident has a number, strings only, times in UTC, and a priority from impact and urgency", async () => {
  const { status, headers, body } = await ask("POST", "/incident", {
    short_description: "down",
    impact: 1,
    urgency: "2",
  });
  expect(status).toBe(201);
  expect(body.result).toMatchObject({
    number: "INC0010001",
    short_description: "down",
    impact: "1",
    urgency: "2",
    priority: "2",
    state: "1",
    active: "true",
    opened_at: "2026-01-02 03:04:05",
    sys_created_by: "ironweave",
  });
  expect(headers.get("location")).toBe(`/api/now/table/incident/${String(body.result["sys_id"])}`);
});

test("what a caller may not set is ignored", async () => {
  const { body } = await ask("POST", "/incident", { number: "INC1", sys_id: "x", priority: "1", u_unknown: "y" });
  expect(body.result).toMatchObject({ number: "INC0010001", priority: "5" });
  expect(Object.hasOwn(body.result, "u_unknown")).toBe(false);
});

describe("queries", () => {
  beforeEach(async () => {
    await ask("POST", "/incident", { short_description: "disk full", correlation_id: "a" });
    await ask("POST", "/incident", { short_description: "no network", correlation_id: "b", impact: "1", urgency: "1" });
    await ask("POST", "/incident", { short_description: "disk slow", correlation_id: "b" });
  });

  test.each([
    ["correlation_id=b^active=true", [2, 3]],
    ["correlation_id=a^ORshort_descriptionSTARTSWITHno", [1, 2]],
    ["short_descriptionLIKEdisk^ORDERBYDESCnumber", [3, 1]],
    ["priority<3", [2]],
    ["correlation_idINa,c", [1]],
    ["assigned_toISEMPTY^correlation_id!=b", [1]],
    ["correlation_id=none", []],
  ])("%s", async (query, numbers) => {
    const { body } = await ask("GET", `/incident?sysparm_fields=number&sysparm_query=${encodeURIComponent(query)}`);
    expect(body.result).toEqual(numbers.map((number) => ({ number: `INC001000${String(number)}` })));
  });

  test("limit and offset cut, and the total is told", async () => {
    const { headers, body } = await ask(
      "GET",
      "/incident?sysparm_limit=1&sysparm_offset=1&sysparm_fields=correlation_id",
    );
    expect([headers.get("x-total-count"), body.result]).toEqual(["3", [{ correlation_id: "b" }]]);
  });
});

test("resolving needs a code and notes", async () => {
  const { body } = await ask("POST", "/incident", {});
  const path = `/incident/${String(body.result["sys_id"])}`;
  const refused = await ask("PATCH", path, { state: "6" });
  expect([refused.status, refused.body]).toEqual([
    403,
    {
      error: {
        message: "Operation Failed",
        detail: "Data Policy Exception: the following fields are mandatory: Resolution code, Resolution notes",
      },
      status: "failure",
    },
  ]);
  const done = await ask("PATCH", path, { state: "6", close_code: "Solved", close_notes: "by the workflow" });
  expect([done.status, done.body.result["state"], done.body.result["sys_mod_count"]]).toEqual([200, "6", "1"]);
});

describe("errors", () => {
  test.each<[string, string, string, Record<string, string>, number, object]>([
    [
      "no credentials",
      "GET",
      "/incident",
      {},
      401,
      { message: "User Not Authenticated", detail: "Required to provide Auth information" },
    ],
    ["an unknown table", "GET", "/nothing", bearer, 400, { message: "Invalid table nothing", detail: null }],
    [
      "an unknown record",
      "GET",
      "/incident/none",
      bearer,
      404,
      { message: "No Record found", detail: "Record doesn't exist or ACL restricts the record retrieval" },
    ],
  ])("%s", async (_, method, path, headers, status, error) => {
    const answer = await ask(method, path, undefined, headers);
    expect([answer.status, answer.body]).toEqual([status, { error, status: "failure" }]);
  });
});

describe("access", () => {
  test("basic credentials are as good as the token", async () => {
    const pair = Buffer.from(`${DEMO_SERVICENOW.username}:${DEMO_SERVICENOW.password}`).toString("base64");
    expect((await ask("GET", "/incident", undefined, { authorization: `Basic ${pair}` })).status).toBe(200);
  });

  test.each(["client_credentials", "password"])(
    "the %s grant gives a token that works until it expires",
    async (grant) => {
      const form = {
        grant_type: grant,
        client_id: DEMO_SERVICENOW.clientId,
        client_secret: DEMO_SERVICENOW.clientSecret,
      };
      const user = { username: DEMO_SERVICENOW.username, password: DEMO_SERVICENOW.password };
      const response = await fetch(`${servicenow.url}/oauth_token.do`, {
        method: "POST",
        body: new URLSearchParams({ ...form, ...user }),
      });
      const token = (await response.json()) as { access_token: string; expires_in: number };
      const use = { authorization: `Bearer ${token.access_token}` };
      const before = (await ask("GET", "/incident", undefined, use)).status;
      clock += token.expires_in * 1000;
      expect([before, (await ask("GET", "/incident", undefined, use)).status]).toEqual([200, 401]);
    },
  );

  test("a wrong client secret is refused", async () => {
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: DEMO_SERVICENOW.clientId,
      client_secret: "no",
    });
    expect((await fetch(`${servicenow.url}/oauth_token.do`, { method: "POST", body })).status).toBe(401);
  });
});

test("a sleeping instance answers 200 with a page, whatever is asked", async () => {
  const asleep = await startServiceNowEmulator({ hibernating: true });
  const response = await fetch(`${asleep.url}/api/now/table/incident`);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  await asleep.close();
});
