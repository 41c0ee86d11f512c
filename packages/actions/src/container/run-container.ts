// Runs one hardened container to its end through the engine's command line (reliability R8): no network unless the operator
// gives one, no capabilities, read-only, not root, bounded. The invariant: no container outlives its attempt, and values of
// the environment never stand in an argument, where every process of the machine could read them.

import { createHash, randomBytes } from "node:crypto";
import { ActionError } from "../action-error.ts";
import type { ActionContext } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import { runProcess, SpawnFailed } from "../process.ts";
import type { ProcessResult } from "../process.ts";
import type { ContainerOptions } from "./container-options.ts";

export interface ContainerRun {
  readonly image: string;
  /** Arguments after the image. */
  readonly argv: readonly string[];
  readonly entrypoint?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly pull: "missing" | "always" | "never";
}

const IMAGE = /^[a-z0-9][a-zA-Z0-9._/:@-]{0,254}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
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
  check(run);
  const name = `ironweave-${randomBytes(8).toString("hex")}`;
  const engine = engineOf(options);
  try {
    const result = await runProcess({
      ...engine,
      args: runArguments(name, run, options, context.idempotencyKey),
      env: { ...engine.env, ...run.environment },
      ...(run.stdin === undefined ? {} : { stdin: run.stdin }),
      signal: context.signal,
      onLine: (line) => context.log(line),
    });
    if (result.code === ENGINE_FAILED) throw engineFailure(result.stderr);
    return result;
  } catch (error) {
    if (error instanceof SpawnFailed) throw noEngine(`${engine.command}: ${error.code}`);
    // Ending the command line does not end a container that ignores it.
    await runProcess({ ...engine, args: ["rm", "--force", name], signal: AbortSignal.timeout(10_000) }).catch(
      () => undefined,
    );
    throw timeoutOr(error);
  }
}

function engineOf(options: ContainerOptions): { command: string; env: Readonly<Record<string, string>> } {
  const host = options.engineHost ?? process.env["DOCKER_HOST"];
  // The command line's own configuration may hold registry credentials and proxies: HOME stays, nothing else does.
  const home = process.env["HOME"];
  return {
    command: options.command ?? "docker",
    env: { ...(home === undefined ? {} : { HOME: home }), ...(host === undefined ? {} : { DOCKER_HOST: host }) },
  };
}

function runArguments(name: string, run: ContainerRun, options: ContainerOptions, key: string): readonly string[] {
  const memory = options.memory ?? "256m";
  const step = createHash("sha256").update(key).digest("hex").slice(0, 32);
  return [
    "run",
    "--rm",
    "--interactive",
    `--name=${name}`,
    "--label=ironweave=1",
    `--label=ironweave.step=${step}`,
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
    ...(run.entrypoint === undefined ? [] : [`--entrypoint=${run.entrypoint}`]),
    ...Object.keys(run.environment).map((variable) => `--env=${variable}`),
    run.image,
    ...run.argv,
  ];
}

/** Variables that steer the engine's command line itself, in whose environment they would stand. */
const STEERING = /^(DOCKER_|BUILDKIT_|LD_|DYLD_|NODE_OPTIONS$|PATH$|HOME$|SSL_|HTTPS?_PROXY$|NO_PROXY$|ALL_PROXY$)/i;

function check({ image, argv, environment, entrypoint }: ContainerRun): void {
  if (!IMAGE.test(image)) throw invalid("image is not the name of an image");
  for (const [name, value] of Object.entries(environment)) {
    if (!VARIABLE.test(name)) throw invalid(`environment: ${name} is not the name of a variable`);
    if (STEERING.test(name)) throw invalid(`environment: ${name} is reserved`);
    if (value.includes("\0")) throw invalid(`environment: ${name} has a NUL character`);
  }
  for (const text of [...argv, ...Object.values(environment), entrypoint ?? ""]) {
    if (Buffer.byteLength(text) <= LIMITS.argumentBytes.value) continue;
    throw new ActionError("validation", "an argument or variable is too large", { title: LIMITS.argumentBytes.code });
  }
  if (argv.some((text) => text.includes("\0"))) throw invalid("arguments: a NUL character");
}

function engineFailure(stderr: string): ActionError {
  if (/cannot connect to the docker daemon|is the docker daemon running|permission denied.*docker/i.test(stderr)) {
    return noEngine("it does not answer");
  }
  const reason = stderr.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
  return new ActionError("configuration", `the container could not be started: ${reason}`, {
    title: "container_start_failed",
  });
}

function noEngine(reason: string): ActionError {
  return new ActionError(
    "configuration",
    `containers, scripts and shell commands need a container engine on the worker's machine (${reason}); install Docker and start it`,
    { title: "container_engine_missing" },
  );
}

function invalid(detail: string): ActionError {
  return new ActionError("validation", detail, { title: "invalid_arguments" });
}

function timeoutOr(error: unknown): unknown {
  if (!(error instanceof DOMException) || error.name !== "TimeoutError") return error;
  return new ActionError("timeout", "the container did not end in time", { title: LIMITS.containerMs.code });
}
