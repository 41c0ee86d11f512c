// One process at a time does a piece of work; the others wait for it. The lock is a file that names who holds it.
// Invariant: a lock outlives its holder only until somebody asks for it: what a killed process left is taken over.

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delay } from "./child.ts";
import { isSame, recorded } from "./process-identity.ts";
import type { Recorded } from "./process-identity.ts";

export interface LockOptions {
  /** Told once, when another process holds the lock. */
  readonly onWait?: (pid: number) => void;
  /** Pause between two looks at the lock. @default 250 ms */
  readonly pollMs?: number;
}

/** Does the work while holding the lock, which is given back however the work ends. The folder of `file` must exist. */
export async function withLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  let told = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder === undefined || !isSame(holder)) {
      breakLock(file, holder);
      continue;
    }
    if (!told) options.onWait?.(holder.pid);
    told = true;
    await delay(options.pollMs ?? 250);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

// The text is written first and linked into place, so that nobody finds a lock without a holder.
function take(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(recorded(process.pid)), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function holderOf(file: string): Recorded | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Recorded;
  } catch {
    return undefined;
  }
}

// Moved aside before it is removed: of several that found it abandoned, one moves it, and whoever moved a newer one by
// mistake sees so and puts it back.
function breakLock(file: string, holder: Recorded | undefined): void {
  const aside = `${file}.${process.pid}.left`;
  try {
    renameSync(file, aside);
    const moved = holderOf(aside);
    if (moved !== undefined && moved.began !== holder?.began && isSame(moved)) linkSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
