// What the engine's command line is given for containers, scripts and shell commands, seen by a stand-in for it.

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createActions } from "../create-actions.ts";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { commandLine } from "./container-action.ts";
import { engineFailure } from "./engine.ts";

let folder = "";
let engine = "";
const client = createHttpClient();

// Writes what it was given to a file, then plays the answer that the test chose by the image's name.
const ENGINE = `#!${process.execPath}
const fs = require("node:fs");
const path = require("node:path");
const args = process.argv.slice(2);
fs.appendFileSync(path.join(__dirname, "calls"), JSON.stringify({ args, env: process.env }) + "\\n");
const image = args.find((arg) => arg.startsWith("test/"));
if (image === "test/fails") { console.error("went wrong"); process.exit(7); }
if (image === "test/down") { console.error("Cannot connect to the Docker daemon at unix:///var/run/docker.sock."); process.exit(125); }
if (image === "test/unknown") { console.error("Unable to find image\\ndocker: pull access denied."); process.exit(125); }
if (args[0] === "rm") console.log(args.at(-1));
else if (image === "test/hangs") setInterval(() => {}, 1000);
else if (image === "test/loud") process.stdout.write("x".repeat(2000000));
else { process.stdout.write("in:" + (args[0] === "run" ? fs.readFileSync(0, "utf8") : "")); console.error("note"); }
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ironweave-engine-"));
  engine = join(folder, "engine.cjs");
  writeFileSync(engine, ENGINE);
  chmodSync(engine, 0o755);
});

afterAll(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
});

interface EngineCall {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function calls(): readonly EngineCall[] {
  const text = readFileSync(join(folder, "calls"), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as EngineCall);
}

function run(name: string, args: JsonObject, signal?: AbortSignal, command = engine): Promise<Json> {
  const images = { javascript: "test/js", python: "test/python", shell: "test/shell" };
  const action = createActions({ containers: { command, images } }).get(name);
  if (action === undefined) throw new Error(`no action ${name}`);
  return action.run(args, testContext(client, signal === undefined ? {} : { signal }));
}

/** The arguments after the image. */
async function argvOf(name: string, args: JsonObject): Promise<readonly string[]> {
  await run(name, args);
  const given = calls().at(-1)?.args ?? [];
  return given.slice(given.findIndex((arg) => arg.startsWith("test/")));
}

test("a container has no network, no privileges, no root, no writable disk, and bounds", async () => {
  await run("container", { image: "test/ok" });
  const { args } = calls().at(-1) ?? { args: [] };
  expect(args).toEqual([
    "run",
    "--rm",
    "--interactive",
    expect.stringMatching(/^--name=ironweave-[0-9a-f]{16}$/),
    "--label=ironweave=1",
    expect.stringMatching(/^--label=ironweave.step=[0-9a-f]{32}$/),
    expect.stringMatching(/^--label=ironweave.owner=\S+$/),
    expect.stringMatching(/^--label=ironweave.until=\d{13}$/),
    "--pull=missing",
    "--network=none",
    "--read-only",
    "--tmpfs=/tmp:rw,nosuid,nodev,size=64m",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    "--user=65534:65534",
    "--pids-limit=128",
    "--memory=256m",
    "--memory-swap=256m",
    "--cpus=1",
    "--ulimit=nofile=1024:1024",
    "--log-driver=none",
    "--env=HOME=/tmp",
    "test/ok",
  ]);
});

test("values of the environment stand in no argument", async () => {
  await run("container", { image: "test/ok", environment: { TOKEN: "s3cret-value", COUNT: 2 } });
  const { args, env } = calls().at(-1) ?? { args: [], env: {} };
  expect({ token: env["TOKEN"], count: env["COUNT"], named: args.filter((arg) => arg.startsWith("--env")) }).toEqual({
    token: "s3cret-value",
    count: "2",
    named: ["--env=HOME=/tmp", "--env=TOKEN", "--env=COUNT"],
  });
  expect(args.join(" ")).not.toContain("s3cret-value");
});

describe("what runs", () => {
  test.each<[string, string, JsonObject, readonly string[]]>([
    [
      "plain words",
      "container",
      { image: "test/ok", command: "ls -l /tmp", arguments: ["a b"] },
      ["test/ok", "ls", "-l", "/tmp", "a b"],
    ],
    [
      "a shell line",
      "container",
      { image: "test/ok", command: "echo a && echo b" },
      ["test/ok", "sh", "-c", "echo a && echo b"],
    ],
    [
      "JavaScript",
      "script",
      { language: "js", code: "1", arguments: ["x"] },
      ["test/js", "node", "--eval", "1", "--", "script.js", "x"],
    ],
    ["Python", "script", { language: "python", code: "1" }, ["test/python", "python3", "-c", "1"]],
    ["a shell command", "shell", { command: "echo hi" }, ["test/shell", "sh", "-c", "echo hi"]],
    [
      "a shell command with arguments",
      "shell",
      { command: "echo", arguments: { "--a": 1 } },
      ["test/shell", "sh", "-c", 'echo "$@"', "sh", "--a", "1"],
    ],
  ])("%s", async (_, name, args, expected) => {
    expect(await argvOf(name, args)).toEqual(expected);
  });

  test("arguments by name become variables, through the environment", async () => {
    const argv = await argvOf("script", { language: "javascript", code: "log(a)", arguments: { a: "1" } });
    expect([argv[3], calls().at(-1)?.env["IRONWEAVE_ARGUMENTS"]]).toEqual([
      "Object.assign(globalThis, JSON.parse(process.env.IRONWEAVE_ARGUMENTS));\nlog(a)",
      '{"a":"1"}',
    ]);
  });

  test.each<[string, string, readonly string[], readonly string[]]>([
    ["gets arguments at its end", "echo $HOME;", ["$(id)"], ["sh", "-c", 'echo $HOME; "$@"', "sh", "$(id)"]],
    ["that names its arguments gets them only there", "echo $1;", ["a"], ["sh", "-c", "echo $1;", "sh", "a"]],
    ["of several lines is no list of words", "ls\npwd", [], ["sh", "-c", "ls\npwd"]],
    ["that sets a variable is no list of words", "A=1 env", [], ["sh", "-c", "A=1 env"]],
  ])("a shell line %s", (_, command, rest, expected) => {
    expect(commandLine(command, rest)).toEqual(expected);
  });
});

describe("the output", () => {
  test.each<[string, JsonObject, Json]>([
    ["stdout by default", { stdin: "x" }, "in:x"],
    ["stdin as JSON", { stdin: { a: 1 } }, 'in:{"a":1}'],
    ["stderr", { return: "stderr" }, "note\n"],
    ["code", { return: "code" }, 0],
    ["all", { return: "all" }, { code: 0, stdout: "in:", stderr: "note\n" }],
    ["nothing where it is not waited for", { await: false }, null],
    ["none, however loud", { image: "test/loud", return: "none" }, null],
    ["none", { return: "none" }, null],
    ["the code of a failure", { image: "test/fails", return: "code" }, 7],
  ])("%s", async (_, args, expected) => {
    expect(await run("container", { image: "test/ok", ...args })).toEqual(expected);
  });
});

describe("failures", () => {
  test.each<[string, string, JsonObject, string, string]>([
    ["an exit code", "container", { image: "test/fails" }, "runtime", "process_failed"],
    ["too much output", "container", { image: "test/loud" }, "runtime", "output_too_large"],
    ["an engine that is down", "container", { image: "test/down" }, "configuration", "container_engine_missing"],
    ["an image that is not there", "container", { image: "test/unknown" }, "configuration", "container_start_failed"],
    [
      "volumes",
      "container",
      { image: "test/ok", volumes: { "/": "/host" } },
      "configuration",
      "container_field_refused",
    ],
    ["ports", "container", { image: "test/ok", ports: { "80": 80 } }, "configuration", "container_field_refused"],
    ["an option for an image", "container", { image: "--privileged" }, "validation", "invalid_arguments"],
    [
      "a variable that steers the engine",
      "container",
      { image: "test/ok", environment: { DOCKER_HOST: "x" } },
      "validation",
      "invalid_arguments",
    ],
    [
      "input for a container that is not waited for",
      "container",
      { image: "test/ok", await: false, stdin: "x" },
      "validation",
      "invalid_arguments",
    ],
    ["an argument too large", "shell", { command: "x".repeat(140_000) }, "validation", "argument_too_large"],
    ["another language", "script", { language: "ruby", code: "1" }, "configuration", "script_language"],
    ["no code", "script", { language: "js" }, "validation", "invalid_arguments"],
  ])("%s", async (_, name, args, kind, title) => {
    expect(await caught(run(name, args))).toEqual({ kind, title });
  });

  test("why a container could not start is told without the engine's advice", () => {
    const stderr =
      "Unable to find image\ndocker: Error response from daemon: no such host\n\nRun 'docker run --help' for more\n";
    expect(engineFailure(stderr).message).toBe("the container could not be started: no such host");
  });

  test("no engine at all is a configuration error", async () => {
    expect(await caught(run("shell", { command: "ls" }, undefined, "/no/such/engine"))).toEqual({
      kind: "configuration",
      title: "container_engine_missing",
    });
  });

  test("a deadline ends the command line, removes the container and is a timeout", async () => {
    expect(await caught(run("container", { image: "test/hangs" }, AbortSignal.timeout(300)))).toEqual({
      kind: "timeout",
      title: "timeout",
    });
    const [started, removed] = calls().slice(-2);
    const name = started?.args.find((arg) => arg.startsWith("--name="))?.slice("--name=".length);
    expect(removed?.args).toEqual(["rm", "--force", "--volumes", name]);
  });
});
