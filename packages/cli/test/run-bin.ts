// Runs the real command as a process, as a person would.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { vi } from "vitest";

// A process may take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

export interface BinResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface BinOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The Node to start it with. @default this one */
  readonly node?: string;
}

export const BIN = join(import.meta.dirname, "../bin/ironweave.js");

/** Resolves when the process has ended. */
export async function runBin(args: readonly string[], options: BinOptions = {}): Promise<BinResult> {
  const { IRONWEAVE_URL: _url, IRONWEAVE_TOKEN: _token, ...env } = process.env;
  const child = spawn(options.node ?? process.execPath, [BIN, ...args], {
    cwd: options.cwd,
    env: { ...env, NO_COLOR: "1", ...options.env },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}
