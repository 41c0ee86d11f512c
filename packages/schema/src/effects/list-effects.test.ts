import type { Json } from "@ironweave/jq";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { compareEffects, countEffects } from "./compare-effects.ts";
import { listEffects, type DescribeCall, type TaskEffect } from "./list-effects.ts";

/** Stands for the catalog of actions: what a method says. */
const describe: DescribeCall = (action, args) => {
  const method = (args as { readonly method?: string }).method;
  if (method === "get") return { effect: "read", idempotency: "safe" };
  if (method === "delete") return { effect: "destroy", idempotency: "keyed" };
  return action === "shell"
    ? { effect: "change", idempotency: "none", dryRun: "terraform plan" }
    : { effect: "any", idempotency: "none" };
};
const effectsOf = (text: string) => listEffects(load(text) as Json, describe);
const short = ({ name, effect, target, place }: TaskEffect) => [name, effect, target, ...place];

test("each task that reaches outside is listed once, in reading order, with what happens to what", () => {
  const rows = effectsOf(`
document: { dsl: '1.0.3', namespace: a, name: b, version: '1.0.0' }
do:
  - plan: { set: { a: 1 } }
  - read: { call: http, with: { method: get, endpoint: 'https://a.test/{id}' } }
  - drop: { call: http, with: { method: delete, endpoint: { uri: '\${ "\\(.api)/devices/\\(.id)" }' } } }
  - apply: { run: { shell: { command: terraform, arguments: [apply] } } }
  - image: { run: { container: { image: 'alpine:3', command: deploy } } }
  - code: { run: { script: { language: python, code: "print(1)\\nprint(2)" } } }
  - other: { run: { workflow: { namespace: ops, name: clean, version: '1.0.0' } } }
  - tell: { emit: { event: { with: { type: com.test.done } } } }
  - keep: { call: 'set-variable:1.0.0@default', with: { key: last } }
  - tool: { call: mcp, with: { method: tools/call, parameters: { name: reboot }, transport: { http: { endpoint: 'https://mcp.test' } } } }
  - rpc: { call: grpc, with: { service: { name: Hosts, host: h.test, port: 50 }, method: Drop } }
  - op: { call: openapi, with: { operationId: dropPet, document: { endpoint: 'https://a.test/api.json' } } }
  - pub: { call: asyncapi, with: { channel: alerts, document: { endpoint: 'https://a.test/async.json' }, message: {} } }
  - agent: { call: a2a, with: { method: message/send, server: 'https://agent.test' } }
  - pause: { wait: PT1S }
  - broken: 3
`);
  expect(rows.map(short)).toEqual([
    ["read", "read", "GET https://a.test/{id}"],
    ["drop", "destroy", "DELETE {api}/devices/{id}"],
    ["apply", "change", "terraform apply"],
    ["image", "unknown", "alpine:3 deploy"],
    ["code", "unknown", "python print(1)"],
    ["other", "unknown", "ops/clean 1.0.0"],
    ["tell", "create", "event com.test.done"],
    ["keep", "unknown", "set-variable last"],
    ["tool", "unknown", "tools/call reboot at https://mcp.test"],
    ["rpc", "unknown", "Hosts/Drop at h.test:50"],
    ["op", "unknown", "dropPet of https://a.test/api.json"],
    ["pub", "unknown", "publish to alerts of https://a.test/async.json"],
    ["agent", "unknown", "message/send at https://agent.test"],
  ]);
  expect(rows[2]).toEqual({
    task: "/do/3/apply",
    name: "apply",
    action: "shell",
    place: [],
    target: "terraform apply",
    effect: "change",
    repeatable: "none",
    credentials: [],
    dryRun: "terraform plan",
  });
  expect(countEffects(rows)).toEqual([
    { effect: "destroy", count: 1 },
    { effect: "change", count: 1 },
    { effect: "create", count: 1 },
    { effect: "unknown", count: 9 },
    { effect: "read", count: 1 },
  ]);
});

test("the place says which loops, branches, conditions and catches are around a task", () => {
  const call = "{ call: http, with: { method: get, endpoint: 'https://a.test' } }";
  const rows = effectsOf(
    `
do:
  - hosts:
      if: \${ .on }
      for: { in: '\${ .hosts }' }
      do:
        - safe:
            try: [ { inLoop: ${call} } ]
            catch:
              errors: { with: { type: 'https://x.test/communication', status: 503 } }
              when: \${ .bad }
              retry: { delay: PT1S }
              do: [ { handle: ${call} } ]
  - all: { fork: { branches: [ { left: ${call} }, { right: { do: [ { deep: ${call} } ] } } ] } }
  - race: { fork: { compete: true, branches: [ { one: ${call} } ] } }
  - heard: { listen: { to: { any: [] } }, foreach: { do: [ { each: ${call} } ] } }
  - cond: { if: '.x > 1', call: http, with: { method: get, endpoint: 'https://a.test' } }
use:
  functions: { used: { call: http, with: { method: get, endpoint: 'https://f.test' } }, unused: ${call} }
  extensions: [ { note: { extend: call, before: [ { log: ${call} } ] } } ]
`.replace("  - cond:", "  - uses: { call: used }\n  - cond:"),
  );
  expect(rows.map(({ name, place }) => [name, ...place])).toEqual([
    ["inLoop", "only if .on", "for each of .hosts", "again where it fails"],
    ["handle", "only if .on", "for each of .hosts", "when safe fails (communication 503)", "only if .bad"],
    ["left", "in branch left of all"],
    ["deep", "in branch right of all"],
    ["one", "in branch one of race, until the first is done"],
    ["each", "for each event that comes"],
    ["cond", "only if .x > 1"],
    ["used", "called by uses"],
    ["log", "before call (note)"],
  ]);
});

test("credentials are named, by policy and by secret, and no secret's value is shown", () => {
  const rows = effectsOf(`
use:
  secrets: [metal, chat]
  authentications: { metalAuth: { bearer: { token: '\${ $secrets.metal }' } }, kept: { basic: { use: chat } } }
do:
  - a: { call: http, with: { method: get, endpoint: { uri: 'https://a.test', authentication: { use: metalAuth } } } }
  - b: { call: http, with: { method: get, endpoint: { uri: 'https://a.test', authentication: { use: kept } } } }
  - c: { call: http, with: { method: get, endpoint: { uri: 'https://a.test', authentication: { basic: { username: u, password: hunter2 } } } } }
  - d: { call: http, with: { method: get, endpoint: 'https://u:hunter2@a.test/?token=hunter2&x=1', headers: { K: '\${ $secrets["chat"] }' } } }
  - e: { run: { shell: { command: 'tool --password hunter2 --api-key=hunter2 -H "Authorization: Bearer hunter2"' } } }
  - f: { run: { shell: { command: 'kubectl delete secret db --token \${ $secrets.metal }' } } }
`);
  expect(rows.map(({ credentials }) => credentials)).toEqual([
    ["authentication metalAuth", "secret metal"],
    ["authentication kept", "secret chat"],
    ["basic authentication"],
    ["secret chat"],
    [],
    ["secret metal"],
  ]);
  expect(JSON.stringify(rows)).not.toContain("hunter2");
  expect(rows[3]?.target).toBe("GET https://‹hidden›@a.test/?token=‹hidden›&x=1");
  expect(rows[5]?.target).toBe("kubectl delete secret db --token ${ $secrets.metal }");
});

test("a comparison tells what is new and what is gone, and counts what is there twice", () => {
  const one = (name: string, method: string, path: string) =>
    `  - ${name}: { call: http, with: { method: ${method}, endpoint: 'https://a.test/${path}' } }`;
  const before = effectsOf(["do:", one("a", "get", "x"), one("b", "get", "y")].join("\n"));
  const after = effectsOf(
    ["do:", one("renamed", "get", "x"), one("c", "get", "x"), one("d", "delete", "x")].join("\n"),
  );
  const { added, removed } = compareEffects(before, after);
  expect([added.map(({ name }) => name), removed.map(({ name }) => name)]).toEqual([["c", "d"], ["b"]]);
});

test.each([undefined, null, 3, {}, { do: 3 }, { do: [{ a: { call: 3, with: 4 } }, { b: { run: null } }] }])(
  "a document that is not valid gives a list all the same: %j",
  (document) => {
    expect(Array.isArray(listEffects(document, describe))).toBe(true);
  },
);
