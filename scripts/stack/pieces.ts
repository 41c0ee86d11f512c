// The project's own programs as children: worker, page, the demo's emulators. One function a piece; each resolves
// when the piece answers. Secrets go to children by environment, never by arguments (which `ps` shows).

import { join } from "node:path";
import { startChild, waitUntilReady } from "./child.ts";
import type { Child } from "./child.ts";
import { nodeProgram, projectPath, projectRoot } from "./project.ts";

const READY_TIMEOUT_MS = 60_000;

export interface PieceOptions {
  readonly logs: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What only filling in the demo needs, and only who stores data. */
const SEED_SECRETS = [
  "IRONWEAVE_OWNER_PASSWORD",
  "IRONWEAVE_OWNER_TOKEN",
  "IRONWEAVE_METAL_TOKEN",
  "IRONWEAVE_SERVICENOW_TOKEN",
];
const STORE_SECRETS = ["DATABASE_URL", "IRONWEAVE_KEY"];

function without(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return { ...env, ...Object.fromEntries(names.map((name) => [name, undefined])) };
}

/** The environment of a program that needs no secret of ours. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return without(env, [...SEED_SECRETS, ...STORE_SECRETS]);
}

/** The Temporal worker; answers on its health port when it polls. */
export async function startWorker(options: PieceOptions & { readonly healthPort: number }): Promise<Child> {
  const child = await startNode("worker", ["apps/worker/src/main.ts"], projectRoot, {
    ...options,
    env: { ...without(options.env, SEED_SECRETS), IRONWEAVE_HEALTH_PORT: String(options.healthPort) },
  });
  return ready(child, () => answersHttp(`http://127.0.0.1:${options.healthPort}/health`, (status) => status === 200));
}

/** The page and the API, as built. */
export async function startWeb(
  options: PieceOptions & { readonly host: string; readonly port: number },
): Promise<Child> {
  const next = join(projectRoot, "node_modules", "next", "dist", "bin", "next");
  const child = await startNode(
    "web",
    [next, "start", "-p", String(options.port), "-H", options.host],
    join(projectRoot, "apps", "web"),
    {
      ...options,
      env: { ...without(options.env, SEED_SECRETS), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    },
  );
  const host = options.host === "0.0.0.0" ? "127.0.0.1" : options.host;
  return ready(child, () =>
    answersHttp(`http://${host}:${options.port}/api/v1/openapi.json`, (status) => status < 500),
  );
}

/** A stand-in of an outside system, for the demo. */
export async function startEmulator(
  kind: "metal" | "servicenow" | "http",
  options: PieceOptions & { readonly port: number; readonly token?: string },
): Promise<Child> {
  const child = await startNode(
    kind,
    ["packages/cli/bin/ironweave.js", "emulator", kind, "--port", String(options.port)],
    projectRoot,
    {
      logs: options.logs,
      env: {
        ...withoutSecrets(options.env),
        ...(options.token === undefined ? {} : { IRONWEAVE_EMULATOR_TOKEN: options.token }),
      },
    },
  );
  return ready(child, () => answersHttp(`http://127.0.0.1:${options.port}/`, () => true));
}

/** Runs a script of the project to its end. Rejects with the path of its log when it fails. */
export async function runScript(name: string, script: string, options: PieceOptions): Promise<void> {
  const child = await startNode(name, [script], projectRoot, options);
  const { code, signal } = await child.exited;
  if (code !== 0) throw new Error(`${name} failed (${signal ?? `exit code ${code}`}). Its log: ${child.logFile}`);
}

function startNode(name: string, args: readonly string[], cwd: string, options: PieceOptions): Promise<Child> {
  return startChild({
    name,
    command: nodeProgram(),
    args,
    cwd,
    env: { ...options.env, PATH: projectPath() },
    logFile: join(options.logs, `${name}.log`),
  });
}

async function ready(child: Child, probe: () => Promise<boolean>): Promise<Child> {
  try {
    await waitUntilReady(child, probe, READY_TIMEOUT_MS);
    return child;
  } catch (error) {
    await child.kill();
    throw error;
  }
}

async function answersHttp(url: string, accepts: (status: number) => boolean): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: "manual" });
    await answer.body?.cancel();
    return accepts(answer.status);
  } catch {
    return false;
  }
}
