// `ironweave run --local`: the engine in this process, with real actions.

import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    const detail = "the run waits for an event that does not come; give it with --event";
    expect(result).toMatchObject({
      status: "cancelled",
      output: null,
      error: { title: "no_event", detail },
      tasks: ["a"],
    });
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

test("what fails tells no secret either: not in the fault, nor in what a catch makes of it", async () => {
  const server = createServer((request, response) => {
    response.writeHead(400, { "content-type": "text/plain" });
    response.end(`refused: ${String(request.headers["x-key"])} at ${request.url ?? ""}`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    // A name and an address of this machine are the same to a local run.
    const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
    const call = (endpoint: string) => `use: { secrets: [key] }
do:
  - attempt:
      try:
        - a: { call: http, with: { method: GET, endpoint: '\${ "${endpoint}" + $secrets.key }', headers: { x-key: '\${ $secrets.key }' } } }
      catch: { do: [ { told: { set: { why: '\${ $error }' } } } ] }
`;
    for (const endpoint of [url, "http://127.0.0.1:1/"]) {
      const ran = await run(call(endpoint), "--secret", "key=swordfish-123");
      expect(ran.result).toMatchObject({
        status: "completed",
        output: { why: { detail: expect.stringContaining("***") } },
      });
      expect(JSON.stringify(ran)).not.toContain("swordfish");
    }
  } finally {
    server.close();
  }
});

test("an endless `then` ends with a fault that names the limit", async () => {
  const body = "do:\n  - a: { set: { n: 1 } }\n  - b: { set: { n: 2 }, then: a }\n";
  const { code, result } = await run(body, "--max-tasks", "1000");
  expect(code).toBe(1);
  expect(result).toMatchObject({
    status: "faulted",
    error: { status: 500, title: "too_many_tasks", detail: expect.stringContaining("1000") },
  });
});

/** A folder with a caller and versions of what it calls. */
async function folderOf(caller: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ironweave-cli-"));
  await writeFile(join(folder, "caller.yaml"), HEAD + caller);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const called = (version: string, body: string, namespace = "other") =>
  `document: { dsl: '1.0.3', namespace: ${namespace}, name: called, version: '${version}' }\n${body}`;
const answer = (version: string) => called(version, `do: [ { a: { set: { version: ${version}, k: '\${ .k }' } } } ]\n`);

async function runFolder(caller: string, files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const folder = await folderOf(caller, files);
  try {
    const file = join(folder, "caller.yaml");
    const { code, out, err } = await runBin(["run", file, "--local", "--format", "json", ...args]);
    return { code, result: JSON.parse(out), err };
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("a workflow runs another of its folder: by version, or the latest as versions are ordered", async () => {
  const caller = `do:
  - exact: { run: { workflow: { namespace: other, name: called, version: 1.9.0, input: { k: 1 } } } }
  - keep: { set: { exact: '\${ . }' } }
  - latest: { run: { workflow: { namespace: other, name: called, version: latest, input: { k: 2 } } }, output: { as: '$input + {latest: .}' } }
`;
  const files = {
    "b.yaml": answer("1.9.0"),
    "a.yaml": answer("1.10.0"),
    "c.yaml": answer("1.10.0-rc.1"),
    "notes.yaml": "not: a workflow\n",
    "broken.yaml": "a: [\n",
  };
  const { result } = await runFolder(caller, files);
  expect(result).toMatchObject({
    status: "completed",
    output: { exact: { version: "1.9.0", k: 1 }, latest: { version: "1.10.0", k: 2 } },
  });
});

test("a workflow that two files have is a fault that names both, in whatever version it was asked for", async () => {
  const files = { "b.yaml": answer("2.0.0"), "c.yaml": answer("2.0.0"), "d.yaml": answer("1.0.0") };
  const step = (version: string): string =>
    `do:\n  - a: { run: { workflow: { namespace: other, name: called, version: ${version} } } }\n`;
  const detail =
    "the workflow other/called:2.0.0 is in more than one file: b.yaml and c.yaml; give one of them another name or version";
  for (const version of ["2.0.0", "latest"]) {
    expect((await runFolder(step(version), files)).result).toMatchObject({
      status: "faulted",
      error: { title: "ambiguous_workflow", detail, instance: "/do/0/a" },
    });
  }
  expect((await runFolder(step("1.0.0"), files)).result).toMatchObject({ status: "completed" });
});

test("another version of a function of the default catalog than there is does not run in its place", async () => {
  const caller = "do:\n  - a: { run: { workflow: { namespace: other, name: called, version: 1.0.0 } } }\n";
  const file = called("1.0.0", 'do: [ { l: { call: "log:9.9.9@default", with: { message: hi } } } ]\n');
  const { result, err } = await runFolder(caller, { "b.yaml": file });
  expect(result).toMatchObject({
    status: "faulted",
    error: {
      type: "https://serverlessworkflow.io/spec/1.0.0/errors/configuration",
      title: "unknown_function_version",
      detail: "The default catalog has log in version 1.0.0, not 9.9.9; call log:1.0.0@default.",
    },
  });
  expect(err).not.toContain("hi");
});

test("what no file has, and what runs itself without end, are faults of the step", async () => {
  const unknown = "do:\n  - a: { run: { workflow: { namespace: other, name: called, version: 2.0.0 } } }\n";
  expect((await runFolder(unknown, { "b.yaml": answer("1.0.0") })).result).toMatchObject({
    status: "faulted",
    error: { title: "unknown_workflow", instance: "/do/0/a" },
  });
  const itself = "do:\n  - a: { run: { workflow: { namespace: test, name: test, version: 1.0.0 } } }\n";
  expect((await runFolder(itself, {})).result).toMatchObject({ status: "faulted", error: { title: "too_deep" } });
});

test("runs beside each other share the clock and hear each other's events", async () => {
  const caller = `do:
  - both:
      fork:
        branches:
          - listens: { run: { workflow: { namespace: other, name: called, version: 1.0.0 } } }
          - speaks: { do: [ { rest: { wait: P1D } }, { say: { emit: { event: { with: { source: 'https://x.example', type: t, data: 7 } } } } } ] }
  - only: { set: '\${ .[0] }' }
`;
  const listening = called("1.0.0", "do: [ { l: { listen: { to: { one: { with: { type: t } } } } } } ]\n");
  const { result, err } = await runFolder(caller, { "b.yaml": listening }, "--virtual-clock");
  expect(result).toMatchObject({ status: "completed", output: [7] });
  expect(err).toBe("");
});

test("a workflow that is not waited for goes on to its end", async () => {
  const caller = `do:
  - a: { run: { workflow: { namespace: other, name: called, version: 1.0.0 }, await: false } }
`;
  const slow = called("1.0.0", "do: [ { rest: { wait: { milliseconds: 30 } } }, { done: { set: 1 } } ]\n");
  const folder = await folderOf(caller, { "b.yaml": slow });
  try {
    const { code, err } = await runBin(["run", join(folder, "caller.yaml"), "--local"]);
    expect(code).toBe(0);
    expect(err).toContain("  completed done\n");
  } finally {
    await rm(folder, { recursive: true });
  }
});
