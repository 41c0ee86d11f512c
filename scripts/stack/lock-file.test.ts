import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock-file.ts";
import { nodeProgram, projectRoot } from "./project.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ironweave-lock-"));
  file = join(folder, "build.lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const quick = { pollMs: 5 };

test("work under one lock never overlaps, and the lock is gone afterwards", async () => {
  const inside: string[] = [];
  const waits: number[] = [];
  const work = (name: string) => () =>
    withLock(file, { ...quick, onWait: (pid) => waits.push(pid) }, async () => {
      inside.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside.push(`${name} out`);
      return name;
    });
  expect(await Promise.all([work("a")(), work("b")()])).toEqual(["a", "b"]);
  expect({ inside, waits, left: readdirSync(folder) }).toEqual({
    inside: ["a in", "a out", "b in", "b out"],
    waits: [process.pid],
    left: [],
  });
});

test("work that fails gives the lock back", async () => {
  await expect(withLock(file, quick, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await withLock(file, quick, () => Promise.resolve("next"))).toBe("next");
});

test("a process that holds the lock is waited for, and what it leaves when killed is taken over", async () => {
  const lock = pathToFileURL(join(projectRoot, "scripts/stack/lock-file.ts")).href;
  const script = `import { withLock } from ${JSON.stringify(lock)};
    await withLock(${JSON.stringify(file)}, {}, () => new Promise((done) => { console.log("in"); setTimeout(done, 60_000); }));`;
  const holder = spawn(nodeProgram(), ["--input-type=module-typescript", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  const waitedFor: (number | undefined)[] = [];
  const onWait = (pid: number) => {
    waitedFor.push(pid);
    holder.kill("SIGKILL");
  };
  expect(await withLock(file, { ...quick, onWait }, () => Promise.resolve("mine"))).toBe("mine");
  expect(waitedFor).toEqual([holder.pid]);
});

test("a lock that says nothing of its holder is taken over", async () => {
  writeFileSync(file, "");
  expect(await withLock(file, quick, () => Promise.resolve("mine"))).toBe("mine");
});
