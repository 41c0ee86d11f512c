// The one way to start a program: argument arrays (never a shell line), an environment that is given and not inherited,
// bounded and streamed output, and an end that takes the whole process tree along.

import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { LIMITS } from "./limits.ts";

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the program; `PATH` is this process's own unless given. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
  readonly signal: AbortSignal;
  /** Each line of either stream as it comes, without its end. */
  onLine?(line: string, stream: "stdout" | "stderr"): void;
  /** Bytes kept of each stream; what comes after is read and dropped. @default LIMITS.processOutputBytes */
  readonly outputBytes?: number;
  /** Ends the program when a stream is longer than what is kept, instead of dropping the rest. @default false */
  readonly stopAtLimit?: boolean;
}

/** A program that is spoken to while it runs. */
export interface RunningProcess {
  /** Writes to its standard input. What a program that has closed it is told is lost, as it wishes. */
  write(text: string): void;
  /** Closes its standard input, after the given text. */
  end(text?: string): void;
  /** Rejects with `SpawnFailed`, or with the signal's reason after the whole process group has ended. */
  readonly result: Promise<ProcessResult>;
}

export interface ProcessResult {
  /** The exit code; 128 plus the signal's number, as a shell has it, where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Either stream was longer than what is kept. */
  readonly truncated: boolean;
}

/** The program could not be started: `code` is the system's, e.g. `ENOENT`. */
export class SpawnFailed extends Error {
  override readonly name = "SpawnFailed";
  readonly code: string;
  constructor(code: string, options: ErrorOptions) {
    super(`the program could not be started: ${code}`, options);
    this.code = code;
  }
}

/**
 * Runs a program to its end. Rejects with `SpawnFailed`, or with the signal's reason after the whole process group has
 * ended; an exit code other than 0 is a result.
 */
export async function runProcess(options: ProcessOptions): Promise<ProcessResult> {
  options.signal.throwIfAborted();
  const running = startProcess(options);
  running.end(options.stdin);
  return running.result;
}

/** Starts a program whose standard input stays open until `end`. The caller awaits `result`. */
export function startProcess(options: Omit<ProcessOptions, "stdin">): RunningProcess {
  // Its own process group, so that its children can be ended with it.
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: { PATH: process.env["PATH"], ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  let forced: NodeJS.Timeout | undefined;
  const stop = (): void => {
    signalGroup(child, "SIGTERM");
    forced ??= setTimeout(() => signalGroup(child, "SIGKILL"), LIMITS.processKillMs.value);
  };
  let isStopped = false;
  // Who writes without end is not asked politely, and what it wrote is the outcome, whatever else happens meanwhile.
  const onOverflow = (): void => {
    isStopped = true;
    signalGroup(child, "SIGKILL");
  };
  const overflow = options.stopAtLimit === true ? onOverflow : undefined;
  const stdout = collect(child.stdout, "stdout", options, overflow);
  const stderr = collect(child.stderr, "stderr", options, overflow);
  // A program that does not read its input may close it: that is its right.
  child.stdin.on("error", () => undefined);
  if (options.signal.aborted) stop();
  else options.signal.addEventListener("abort", stop, { once: true });
  const finish = async (): Promise<ProcessResult> => {
    try {
      const code = await endOf(child);
      if (!isStopped) options.signal.throwIfAborted();
      return { code, stdout: stdout.text(), stderr: stderr.text(), truncated: stdout.cut() || stderr.cut() };
    } finally {
      options.signal.removeEventListener("abort", stop);
      clearTimeout(forced);
      // Whatever the program left running in the background ends with it.
      signalGroup(child, "SIGKILL");
    }
  };
  return {
    write: (text) => void child.stdin.write(text),
    end: (text) => void child.stdin.end(text ?? ""),
    result: finish(),
  };
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

function endOf(child: Child): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(new SpawnFailed(error.code ?? "unknown", { cause: error })),
    );
    // `exit`, then a moment for the streams: a background child may keep them open for ever.
    child.once("exit", (code, signal) => {
      const status = code ?? 128 + (SIGNALS[signal ?? ""] ?? 0);
      const late = setTimeout(() => resolve(status), 250);
      child.once("close", () => {
        clearTimeout(late);
        resolve(status);
      });
    });
  });
}

function signalGroup(child: Child, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

function collect(
  stream: Readable,
  name: "stdout" | "stderr",
  options: Omit<ProcessOptions, "stdin">,
  onOverflow: (() => void) | undefined,
): { text(): string; cut(): boolean } {
  const limit = options.outputBytes ?? LIMITS.processOutputBytes.value;
  const decoder = new StringDecoder("utf8");
  let kept = "";
  let size = 0;
  let line = "";
  stream.on("data", (chunk: Buffer) => {
    const room = limit - size;
    size += chunk.byteLength;
    if (size > limit) onOverflow?.();
    if (room <= 0) return;
    const text = decoder.write(chunk.byteLength > room ? chunk.subarray(0, room) : chunk);
    kept += text;
    if (options.onLine === undefined) return;
    // Only what is new is searched: a line without end would otherwise be read again with each piece.
    const lines = text.split("\n");
    const last = lines.pop() ?? "";
    for (const each of lines) {
      options.onLine((line + each).replace(/\r$/, ""), name);
      line = "";
    }
    line += last;
  });
  stream.once("close", () => {
    if (line !== "") options.onLine?.(line, name);
    line = "";
  });
  return { text: () => kept, cut: () => size > limit };
}
