// SPEC.md, C: calls and processes.

import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { standardFault } from "../errors/workflow-fault.ts";
import type { ActionCall } from "../host.ts";
import { faultOf, outputOf } from "../testing/outcomes.ts";
import { runYaml } from "../testing/run-yaml.ts";

/** The calls of a run whose actions all give "ok". */
async function callsOf(yaml: string, input: Json = null): Promise<readonly ActionCall[]> {
  const { host, outcome } = await runYaml(yaml, input, { actions: async () => "ok" });
  expect(outcome).toMatchObject({ status: "completed" });
  return host.calls;
}

const call = (args: string) => `do: [ { c: { call: http, with: ${args} } } ]`;

test("[C1] arguments are evaluated; those that read secrets go along deferred, with what they need", async () => {
  const yaml = `
use: { secrets: [token] }
do:
  - l:
      for: { each: who, in: '["me"]' }
      do:
        - c:
            call: http
            with:
              body: { n: '\${ .n }' }
              headers: { a: '\${ "Bearer " + $secrets.token + $who }', b: '\${ $authorization.parameter }' }`;
  expect(await callsOf(yaml, { n: 1 })).toEqual([
    {
      action: "http",
      arguments: {
        body: { n: 1 },
        headers: {
          a: { "ironweave:deferred": { expression: '"Bearer " + $secrets.token + $who', input: { n: 1 } } },
          b: { "ironweave:deferred": { expression: "$authorization.parameter", input: { n: 1 } } },
        },
      },
      scope: { who: "me" },
      secrets: ["token"],
      execution: { task: "/do/0/l/do/0/c", name: "c", execution: 2, iteration: [0], attempt: 1 },
      step: "/do/0/l/do/0/c/0",
    },
  ]);
});

test("[C2] secrets outside the arguments of an action are an expression fault", async () => {
  for (const task of [
    "{ set: '${ $secrets.x }' }",
    "{ if: $secrets.x, set: 1 }",
    "{ set: 1, output: { as: $authorization.scheme } }",
  ]) {
    const fault = await faultOf(`do: [ { a: ${task} } ]`);
    expect(fault).toMatchObject({ kind: "expression 400", instance: "/do/0/a" });
    expect(fault.detail).toContain("can be read only by the arguments of an action");
  }
});

test("[C3] literal addresses are expanded from the input, results of expressions are not", async () => {
  const input = { id: "a/b c", n: 7, list: [1, "x"], evil: "{n}" };
  const uriOf = async (endpoint: string) => (await callsOf(call(`{ endpoint: ${endpoint} }`), input))[0]?.arguments;
  expect(await uriOf("'http://x/{id}/{n}/{missing}?e={evil}'")).toEqual({
    endpoint: "http://x/a%2Fb%20c/7/?e=%7Bn%7D",
  });
  expect(await uriOf("{ uri: 'http://x/{n}' }")).toEqual({ endpoint: { uri: "http://x/7" } });
  expect(await uriOf(`'\${ "http://x/" + .evil }'`)).toEqual({ endpoint: "http://x/%7Bn%7D" });
  for (const address of ["http://x/?l={list}", "http://x/{deep}", "http://{missing}/n", "http://{missing}:80"])
    expect(await faultOf(call(`{ endpoint: '${address}' }`), { ...input, deep: {} })).toMatchObject({
      kind: "expression 400",
      instance: "/do/0/c",
    });
});

test("[C4] named policies are put in their place", async () => {
  const use = "use: { authentications: { p: { basic: { username: '${ .u }', password: x } } } }\n";
  const basic = { basic: { username: "me", password: "x" } };
  const args = async (text: string) => (await callsOf(use + call(text), { u: "me" }))[0]?.arguments;
  expect(await args("{ endpoint: { uri: 'http://x', authentication: { use: p } } }")).toEqual({
    endpoint: { uri: "http://x", authentication: basic },
  });
  expect(
    await args("{ document: { endpoint: { uri: 'http://x', authentication: { use: p } } }, authentication: p }"),
  ).toEqual({
    document: { endpoint: { uri: "http://x", authentication: basic } },
    authentication: basic,
  });
  expect(await args("{ body: { authentication: { use: p } } }")).toEqual({ body: { authentication: { use: "p" } } });
  expect(await faultOf(call("{ endpoint: { uri: 'http://x', authentication: { use: q } } }"))).toMatchObject({
    kind: "configuration 400",
    detail: "authentication q is not defined in use.authentications",
  });
});

test("[C5] a function is a task whose input is with", async () => {
  const yaml = `
use: { functions: { f: { input: { schema: { document: { required: [n] } } }, set: { got: '\${ . }' }, output: { as: .got } } } }
do: [ { l: { for: { in: '[1]' }, do: [ { c: { call: f, with: { n: '\${ $item }' }, output: { as: '{ out: . }' } } } ] } } ]`;
  const { outcome, events } = await runYaml(yaml);
  expect(outcome).toEqual({ status: "completed", output: { out: { n: 1 } } });
  expect(events.flatMap((event) => (event.type === "task.started" ? [[event.task, event.name]] : []))).toEqual([
    ["/do/0/l", "l"],
    ["/do/0/l/do/0/c", "c"],
    ["/use/functions/f", "f"],
  ]);
  const blind = `use: { functions: { f: { set: '\${ $item }' } } }\ndo: [ { l: { for: { in: '[1]' }, do: [ { c: { call: f } } ] } } ]`;
  expect(await faultOf(blind)).toMatchObject({ kind: "expression 400", instance: "/use/functions/f" });
});

test("[C6] a function of a catalog is read once in a run, however often it is called", async () => {
  const yaml = `
use: { catalogs: { mine: { endpoint: { uri: 'https://x' } } } }
do: [ { l: { for: { in: '[1, 2, 3]' }, do: [ { a: { call: 'twice:1.0.0@mine', with: { n: '\${ $item }' } } } ] } } ]`;
  const { outcome, host } = await runYaml(yaml, null, { actions: async () => ({ set: { n: "${ .n * 2 }" } }) });
  expect(outcome).toEqual({ status: "completed", output: { n: 6 } });
  expect(host.calls).toHaveLength(1);
});

test("[C6] functions of catalogs", async () => {
  expect(
    await callsOf(`do: [ { c: { call: 'vault.read:1.0@default', with: { path: '\${ .p }' } } } ]`, { p: "x" }),
  ).toMatchObject([{ action: "vault.read", arguments: { path: "x" } }]);
  const yaml = `
use: { catalogs: { mine: { endpoint: { uri: 'https://x' } } } }
do: [ { c: { call: 'log:2.0.0@mine', with: { m: 1 } } } ]`;
  const actions = async () => ({ set: { logged: "${ .m }" } });
  const { outcome, host } = await runYaml(yaml, null, { actions });
  expect(outcome).toEqual({ status: "completed", output: { logged: 1 } });
  expect(host.calls).toMatchObject([
    { action: "catalog", arguments: { function: "log", version: "2.0.0", endpoint: { uri: "https://x" } } },
  ]);
  expect(await faultOf("do: [ { c: { call: 'log:1@nobody' } } ]")).toMatchObject({
    kind: "configuration 400",
    detail: "catalog nobody is not defined in use.catalogs",
  });
  const replaced = yaml.replace("mine:", "default:").replace("@mine", "@default");
  expect(await outputOf(replaced, null, { actions })).toEqual({ logged: 1 });
  const own = `use: { functions: { http: { set: '\${ 40 + 2 }' } } }\ndo: [ { c: { call: http } } ]`;
  expect(await outputOf(own)).toBe(42);
});

test("[C7] processes are actions with return and await", async () => {
  const yaml = (rest: string) => `do: [ { r: { run: { ${rest} } } } ]`;
  expect(await callsOf(yaml("shell: { command: 'echo ${x}', arguments: ['${ .n }'] }"), { n: 1 })).toMatchObject([
    { action: "shell", arguments: { command: "echo ${x}", arguments: [1], return: "stdout", await: true } },
  ]);
  expect(await callsOf(yaml("script: { language: js, code: x }, return: all"))).toMatchObject([
    { action: "script", arguments: { language: "js", code: "x", return: "all", await: true } },
  ]);
  const { outcome } = await runYaml(yaml("container: { image: x }, await: false"), 5, {
    actions: async () => "ignored",
  });
  expect(outcome).toEqual({ status: "completed", output: 5 });
});

test("[C7] a sub-workflow runs with its input and gives its output", async () => {
  const yaml = `do: [ { r: { run: { workflow: { namespace: n, name: w, version: '1.0.0', input: { a: '\${ .n }' } } } } } ]`;
  const { outcome } = await runYaml(
    yaml,
    { n: 1 },
    { workflows: async ({ execution, ...rest }) => ({ ...rest, task: execution.task }) },
  );
  expect(outcome).toEqual({
    status: "completed",
    output: {
      namespace: "n",
      name: "w",
      version: "1.0.0",
      input: { a: 1 },
      wait: true,
      task: "/do/0/r",
      step: "/do/0/r",
    },
  });
});

test("[C8] the fault of a sub-workflow is of this task", async () => {
  const workflows = () => Promise.reject(standardFault("communication", "far", { instance: "/do/9/far" }));
  const yaml = `do: [ { r: { run: { workflow: { namespace: n, name: w, version: '1.0.0' } } } } ]`;
  expect(await faultOf(yaml, null, { workflows })).toEqual({
    kind: "communication 500",
    instance: "/do/0/r",
    detail: "far",
  });
});

test("[C9] an action is told how long its task may still take", async () => {
  const calls = await callsOf("do: [ { c: { timeout: { after: PT5S }, call: http, with: {} } } ]");
  expect(calls).toMatchObject([{ timeoutMs: 5000 }]);
});

test("[C1] an error of an action with a kind is the standard fault of that kind", async () => {
  const error = Object.assign(new Error("no route"), { kind: "communication", status: 502 });
  expect(await faultOf(call("{}"), null, { actions: () => Promise.reject(error) })).toEqual({
    kind: "communication 502",
    instance: "/do/0/c",
    detail: "no route",
  });
  await expect(runYaml(call("{}"), null, { actions: () => Promise.reject(new Error("a bug")) })).rejects.toThrow(
    "a bug",
  );
});

test("[C10] a step is one for all attempts, another for each iteration, visit and caller", async () => {
  const yaml = `
use: { functions: { f: { call: http, with: {} } } }
do:
  - once: { call: f }
  - again: { call: f }
  - back: { try: [ { c: { call: http, with: {} } } ], catch: { retry: { limit: { attempt: { count: 1 } } }, do: [] } }
  - s: { switch: [ { more: { when: '$context == null', then: mark } }, { done: { then: end } } ] }
  - mark: { set: 1, export: { as: . }, then: back }`;
  let failures = 1;
  const actions = async ({ execution }: ActionCall): Promise<Json> => {
    if (execution.name !== "c" || failures === 0) return 1;
    failures -= 1;
    throw standardFault("communication", "x");
  };
  const { host } = await runYaml(yaml, null, { actions });
  expect(host.calls.map(({ step }) => step)).toEqual([
    "/use/functions/f</do/0/once",
    "/use/functions/f</do/1/again",
    "/do/2/back/try/0/c",
    "/do/2/back/try/0/c",
    "/do/2/back/try/0/c~1",
  ]);
});

test("[C2] functions that keep variables cannot read secrets: they would come back into a history", async () => {
  for (const name of ["get-variable", "set-variable", "delete-variable"]) {
    const yaml = `use: { secrets: [tok] }\ndo: [ { c: { call: '${name}:1.0.0@default', with: { key: k, value: '\${ $secrets.tok }' } } } ]`;
    expect(await faultOf(yaml)).toMatchObject({ kind: "expression 400", instance: "/do/0/c" });
  }
});
