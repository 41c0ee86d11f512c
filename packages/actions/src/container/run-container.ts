// Runs one hardened container through the engine's command line (reliability R8): no network unless the operator gives one, no
// capabilities, read-only, not root, bounded. The invariants: no container outlives its attempt, or its time where nobody
// waits for it; and values of the environment never stand in an argument, where every process of the machine could read them.

import { createHash, randomBytes } from "node:crypto";
import { ActionError } from "../action-error.ts";
import type { ActionContext } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import { runProcess, SpawnFailed, startProcess } from "../process.ts";
import type { ProcessResult, RunningProcess } from "../process.ts";
import { checkContainerRun } from "./check-container-run.ts";
import { thisOwner } from "./container-owner.ts";
import type { ContainerOptions } from "./container-options.ts";
import { engineFailure, engineOf, noEngine } from "./engine.ts";
import type { Engine } from "./engine.ts";

export interface ContainerRun {
  readonly image: string;
  /** Arguments after the image. */
  readonly argv: readonly string[];
  readonly entrypoint?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly pull: "missing" | "always" | "never";
  /** Arguments of the engine for mounts and ports, already permitted. */
  readonly access?: readonly string[];
  /** Return when it has started; it ends by itself or when its time is over. @default false */
  readonly detached?: boolean;
  /** End it when it writes more than is kept. @default false */
  readonly stopAtLimit?: boolean;
}

/** How a running container is listened to. */
export interface ContainerListener {
  onLine(line: string, stream: "stdout" | "stderr"): void;
  readonly outputBytes?: number;
}

/** The engine's own failure, as distinct from the program's. */
const ENGINE_FAILED = 125;

/**
 * What the program did. Rejects with `ActionError` `configuration`: `container_engine_missing` where no engine runs,
 * `container_start_failed` where it cannot start this container; `validation` `invalid_arguments`, `argument_too_large`.
 */
export async function runContainer(
  run: ContainerRun,
  options: ContainerOptions,
  context: ActionContext,
): Promise<ProcessResult> {
  // Without waiting, the command line writes nothing but the container's number.
  const onLine = run.detached === true ? () => undefined : (line: string) => context.log(line);
  const running = startContainer(run, options, context, { onLine });
  running.end(run.stdin);
  return running.result;
}

/** Starts a container whose standard input stays open until `end`. Throws, and `result` rejects, as `runContainer` does. */
export function startContainer(
  run: ContainerRun,
  options: ContainerOptions,
  context: ActionContext,
  listener: ContainerListener,
): RunningProcess {
  checkContainerRun(run);
  context.signal.throwIfAborted();
  const name = `ironweave-${randomBytes(8).toString("hex")}`;
  const engine = engineOf(options);
  const running = startProcess({
    ...engine,
    args: runArguments(name, run, options, context.idempotencyKey),
    env: { ...engine.env, ...run.environment },
    signal: context.signal,
    stopAtLimit: run.stopAtLimit === true,
    ...listener,
  });
  const remove = (): Promise<void> => removeContainer(name, engine);
  const finish = async (): Promise<ProcessResult> => {
    try {
      const result = await running.result;
      if (result.code === ENGINE_FAILED) {
        // The engine may have made the container and then failed to start it.
        await remove();
        throw engineFailure(result.stderr);
      }
      if (result.truncated && run.stopAtLimit === true) await remove();
      return result;
    } catch (error) {
      if (error instanceof SpawnFailed) throw noEngine(`${engine.command}: ${error.code}`);
      // Ending the command line does not end a container that ignores it.
      if (!(error instanceof ActionError)) await remove();
      throw timeoutOr(error);
    }
  };
  return { ...running, result: finish() };
}

/** Until when it is looked again for a container that the engine was still making when it was told to stop. */
const LATE_MS = [500, 2000, 8000] as const;

/** Removes the container, also one that appears a little later. Never rejects. */
async function removeContainer(name: string, engine: Engine, later: readonly number[] = LATE_MS): Promise<void> {
  const args = ["rm", "--force", "--volumes", name];
  const removed = await runProcess({ ...engine, args, signal: AbortSignal.timeout(LIMITS.engineMs.value) }).catch(
    () => undefined,
  );
  // The engine repeats the name of what it has removed.
  if (removed?.stdout.includes(name) === true) return;
  const [delayMs, ...rest] = later;
  if (delayMs !== undefined) setTimeout(() => void removeContainer(name, engine, rest), delayMs).unref();
}

function runArguments(name: string, run: ContainerRun, options: ContainerOptions, key: string): readonly string[] {
  const memory = options.memory ?? "256m";
  const step = createHash("sha256").update(key).digest("hex").slice(0, 32);
  // Nobody owns what nobody waits for: it may outlive this process, until its time is over.
  const owner = run.detached === true ? "none" : thisOwner();
  const until = Date.now() + LIMITS.containerMs.value + LIMITS.containerGraceMs.value;
  return [
    "run",
    "--rm",
    run.detached === true ? "--detach" : "--interactive",
    `--name=${name}`,
    "--label=ironweave=1",
    `--label=ironweave.step=${step}`,
    `--label=ironweave.owner=${owner}`,
    `--label=ironweave.until=${String(until)}`,
    `--pull=${run.pull}`,
    `--network=${options.network ?? "none"}`,
    "--read-only",
    "--tmpfs=/tmp:rw,nosuid,nodev,size=64m",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    "--user=65534:65534",
    `--pids-limit=${String(options.processes ?? 128)}`,
    `--memory=${memory}`,
    `--memory-swap=${memory}`,
    `--cpus=${options.cpus ?? "1"}`,
    "--ulimit=nofile=1024:1024",
    "--log-driver=none",
    "--env=HOME=/tmp",
    ...(run.access ?? []),
    ...(run.entrypoint === undefined ? [] : [`--entrypoint=${run.entrypoint}`]),
    ...Object.keys(run.environment).map((variable) => `--env=${variable}`),
    run.image,
    ...run.argv,
  ];
}

function timeoutOr(error: unknown): unknown {
  if (!(error instanceof DOMException) || error.name !== "TimeoutError") return error;
  return new ActionError("timeout", "the container did not end in time", { title: LIMITS.containerMs.code });
}
