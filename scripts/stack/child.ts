// Runs one long-lived program: own process group, output to a log file, readiness, orderly stop.
// Invariant: after `stop()` resolves, no process of the group is left. A terminal's Ctrl-C reaches only the parent,
// because each child leads its own group: the parent alone decides the order of stopping.

import { setTimeout as sleep } from "node:timers/promises";
import { spawn } from "node:child_process";
import { closeSync, openSync, readSync, renameSync, statSync } from "node:fs";

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const LOG_TAIL_BYTES = 4096;

export interface ChildOptions {
  /** Name in messages: `postgres`, `worker`, … */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Signal of an orderly stop. @default SIGTERM */
  readonly stopSignal?: NodeJS.Signals;
  /** User to run as; root only. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<ChildExit>;
  isRunning(): boolean;
  /** Asks the group to stop, and kills it after `graceMs`. Safe to call twice. @default graceMs 10 s */
  stop(graceMs?: number): Promise<void>;
  /** Kills the whole group at once (SIGKILL), as a crash would. */
  kill(): Promise<void>;
}

/** Starts the program. Rejects when it cannot be started at all. */
export function startChild(options: ChildOptions): Promise<Child> {
  rotate(options.logFile);
  const log = openSync(options.logFile, "a", 0o600);
  const child = spawn(options.command, [...options.args], {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ["ignore", log, log],
    ...options.user,
  });
  closeSync(log);
  let running = true;
  const exited = new Promise<ChildExit>((resolve) => {
    child.once("exit", (code, signal) => {
      running = false;
      resolve({ code, signal });
    });
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => {
      const pid = child.pid ?? 0;
      const stop = async (graceMs = 10_000): Promise<void> => {
        if (running) {
          signalGroup(pid, options.stopSignal ?? "SIGTERM");
          // Unreferenced: a child that went at once must not hold this process for the rest of its grace.
          await Promise.race([exited, sleep(graceMs, undefined, { ref: false })]);
        }
        signalGroup(pid, "SIGKILL");
        await exited;
      };
      resolve({
        name: options.name,
        pid,
        logFile: options.logFile,
        exited,
        isRunning: () => running,
        stop,
        kill: () => stop(0),
      });
    });
  });
}

/** Polls `probe` until it is true. Rejects with a sentence when the child ends first or the time is over. */
export async function waitUntilReady(child: Child, probe: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await probe())) {
    if (!child.isRunning()) {
      const { code, signal } = await child.exited;
      throw new Error(
        `${child.name} stopped at once (${signal ?? `exit code ${code}`}). Its log is ${child.logFile}, and ends with:\n${logTail(child.logFile)}`,
      );
    }
    if (Date.now() > deadline) {
      throw new Error(
        `${child.name} did not get ready in ${timeoutMs / 1000} s. Its log is ${child.logFile}, and ends with:\n${logTail(child.logFile)}`,
      );
    }
    await delay(50);
  }
}

/** The last lines of a log, at most 4 KB. */
export function logTail(file: string): string {
  try {
    const size = statSync(file).size;
    const buffer = Buffer.alloc(Math.min(size, LOG_TAIL_BYTES));
    const handle = openSync(file, "r");
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    closeSync(handle);
    return buffer.toString("utf8").split("\n").slice(-15).join("\n").trim();
  } catch {
    return "(no log)";
  }
}

/** Sends a signal to a process group; does nothing when it is gone. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: nobody left to tell.
  }
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function rotate(file: string): void {
  try {
    if (statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  } catch {
    // No log yet.
  }
}
