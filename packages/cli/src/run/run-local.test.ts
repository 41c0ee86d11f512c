// `ironweave run --local`: the engine in this process, with real actions.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

async function run(body: string, ...args: readonly string[]) {
  const { code, out, err } = await runBin(["run", "-", "--local", "--format", "json", ...args], { input: HEAD + body });
  return { code, result: JSON.parse(out), err };
}

test("prints the output and the names of the tasks in the order in which they started", async () => {
  const body = "do:\n  - a: { set: { x: '${ .k }' } }\n  - b: { do: [{ c: { set: { y: '${ .x + 1 }' } } }] }\n";
  expect(await run(body, "--input", '{"k":1}')).toEqual({
    code: 0,
    result: { status: "completed", output: { y: 2 }, error: null, tasks: ["a", "b", "c"] },
    err: "",
  });
});

test("a year's wait passes at once on the virtual clock", async () => {
  const { result } = await run("do:\n  - a: { wait: P365D }\n  - b: { set: { done: true } }\n", "--virtual-clock");
  expect(result).toEqual({ status: "completed", output: { done: true }, error: null, tasks: ["a", "b"] });
});

test("a fault is the RFC 7807 object, and the exit code is 1", async () => {
  const body = "do:\n  - a: { raise: { error: { type: https://x.example/e, status: 418, title: Teapot } } }\n";
  const { code, result } = await run(body);
  expect(code).toBe(1);
  expect(result).toMatchObject({
    status: "faulted",
    output: null,
    error: { type: "https://x.example/e", status: 418, title: "Teapot", instance: "/do/0/a" },
    tasks: ["a"],
  });
});

test("a document with errors does not run; the diagnostics are on standard error", async () => {
  const { code, result, err } = await run("do:\n  - a: { wait: PT1S, then: nowhere }\n");
  expect(code).toBe(1);
  expect(result).toMatchObject({
    status: "faulted",
    error: { title: "invalid_workflow", instance: "/do/0/a/then" },
    tasks: [],
  });
  expect(err).toContain("-:3:28 error unknown_target");
});

const LISTEN = "do:\n  - a: { listen: { to: { one: { with: { type: t } } } } }\n";

test.each([["--virtual-clock"], []])(
  "a run that waits for an event that cannot come is cancelled, and says so (%j)",
  async (...args) => {
    const { code, result, err } = await run(LISTEN, ...args);
    expect(code).toBe(1);
    expect(result).toEqual({ status: "cancelled", output: null, error: null, tasks: ["a"] });
    expect(err).toBe("ironweave: the run waits for an event that does not come; give it with --event\n");
  },
);

test("an event given on the command line arrives", async () => {
  const event = { specversion: "1.0", id: "1", source: "https://x.example", type: "t", data: { k: 1 } };
  const { result } = await run(LISTEN, "--event", JSON.stringify(event));
  expect(result).toEqual({ status: "completed", output: [{ k: 1 }], error: null, tasks: ["a"] });
});

test("requests reach this machine, with secrets that are masked in what comes back", async () => {
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ echo: request.headers["x-key"] ?? null }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const body = `use: { secrets: [key] }
do:
  - a: { call: http, with: { method: GET, endpoint: '${url}', headers: { x-key: '\${ $secrets.key }' } } }
`;
    const { result } = await run(body, "--secret", "key=swordfish-123");
    expect(result).toEqual({ status: "completed", output: { echo: "***" }, error: null, tasks: ["a"] });
    const missing = await run(body);
    expect(missing.result).toMatchObject({
      status: "faulted",
      error: { detail: expect.stringContaining("--secret key=") },
    });
  } finally {
    server.close();
  }
});
