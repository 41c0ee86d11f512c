// A child process is bounded, streamed and never survives its attempt.

import { describe, expect, test } from "vitest";
import { runProcess } from "./process.ts";
import type { ProcessOptions } from "./process.ts";

function node(code: string, { args = [], ...more }: Partial<ProcessOptions> = {}) {
  const { signal } = new AbortController();
  return runProcess({ command: process.execPath, args: ["-e", code, "--", ...args], signal, ...more });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && !condition(); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
  return condition();
}

test("arguments arrive as they are, whatever a shell would make of them", async () => {
  const args = ["a b", "$(id)", "; rm -rf /", "'\"", ""];
  const { stdout } = await node("console.log(JSON.stringify(process.argv.slice(1)))", { args });
  expect(JSON.parse(stdout)).toEqual(args);
});

test("the environment is what is given, and nothing of this process but its path", async () => {
  process.env["IRONWEAVE_CANARY"] = "leaked";
  const { stdout } = await node("console.log(Object.keys(process.env).join())", { env: { A: "1" } });
  delete process.env["IRONWEAVE_CANARY"];
  expect(stdout.trim().split(",").toSorted()).toEqual(["A", "PATH"]);
});

test("input, both outputs and the code are told apart", async () => {
  const code =
    "process.stdin.on('data', d => { process.stdout.write('out ' + d); console.error('err'); process.exitCode = 3 })";
  expect(await node(code, { stdin: "x" })).toEqual({ code: 3, stdout: "out x", stderr: "err\n", truncated: false });
});

test("a program that does not read its input ends well", async () => {
  expect((await node("", { stdin: "x".repeat(1_000_000) })).code).toBe(0);
});

test("lines come as they are written, the last one too", async () => {
  const lines: string[] = [];
  await node("process.stdout.write('a\\nb'); console.error('c')", {
    onLine: (line, stream) => lines.push(`${stream} ${line}`),
  });
  expect(lines.toSorted()).toEqual(["stderr c", "stdout a", "stdout b"]);
});

test("output beyond the limit is dropped, not kept", async () => {
  const result = await node("process.stdout.write('x'.repeat(100000))", { outputBytes: 10 });
  expect(result).toEqual({ code: 0, stdout: "xxxxxxxxxx", stderr: "", truncated: true });
});

test("a program that is not there is told by its code", async () => {
  const signal = new AbortController().signal;
  await expect(runProcess({ command: "/no/such/program", args: [], signal })).rejects.toMatchObject({
    name: "SpawnFailed",
    code: "ENOENT",
  });
});

describe("cancelling", () => {
  test("ends the program and its children, and rejects with the reason", async () => {
    const controller = new AbortController();
    const pids: number[] = [];
    const code =
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(()=>{},1e3)'], {stdio: 'ignore'}); console.log(process.pid); console.log(c.pid); setInterval(()=>{},1e3)";
    const reason = new Error("cancelled");
    const running = node(code, {
      signal: controller.signal,
      onLine: (line) => {
        pids.push(Number(line));
        if (pids.length === 2) controller.abort(reason);
      },
    });
    await expect(running).rejects.toBe(reason);
    expect(pids).toHaveLength(2);
    expect(await until(() => pids.every((pid) => !isAlive(pid)))).toBe(true);
  });

  test("ends a program that ignores the polite signal", async () => {
    const controller = new AbortController();
    const code = "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(()=>{},1e3)";
    const running = node(code, { signal: controller.signal, onLine: () => controller.abort(new Error("stop")) });
    await expect(running).rejects.toThrow("stop");
  });

  test("before the start starts nothing", async () => {
    await expect(node("", { signal: AbortSignal.abort(new Error("early")) })).rejects.toThrow("early");
  });
});

test("a child left in the background ends with the program", async () => {
  const code =
    "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(()=>{},1e3)'], {stdio: 'inherit'}); c.unref(); console.log(c.pid); process.exit(0)";
  const { stdout } = await node(code);
  expect(await until(() => !isAlive(Number(stdout)))).toBe(true);
});
