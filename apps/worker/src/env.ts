// The worker's settings, read once from the environment. The only file of the worker that reads `process.env`.

import type { ContainerOptions } from "@ironweave/actions";
import { DEFAULT_TASK_QUEUE } from "@ironweave/schema/run";
import { readContainerEnv, readMcpImages } from "./container-env.ts";

export interface WorkerEnv {
  /** Connection of the application's role, under row-level security. */
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly taskQueue: string;
  /** Base64 of the 32 bytes that encrypt secrets at rest. */
  readonly key: string | undefined;
  /** `host:port` pairs that actions may reach although they are not public. */
  readonly egressAllow: readonly string[];
  /** Port of `GET /health` on the loopback address; none when absent. */
  readonly healthPort: number | undefined;
  /** What programs of documents get (docs/containers.md). */
  readonly containers: ContainerOptions;
  /** Images of MCP servers by command. */
  readonly mcpImages: Readonly<Record<string, string>>;
}

/** Reads the settings. Throws a sentence that names the variable that is missing or wrong. */
export function readEnv(env: NodeJS.ProcessEnv = process.env): WorkerEnv {
  const optionalNumber = (name: string): number | undefined => {
    const text = env[name];
    if (text === undefined || text === "") return undefined;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 0) throw new Error(`${name} must be a whole number, not "${text}"`);
    return value;
  };
  const databaseUrl = env["DATABASE_URL"];
  if (databaseUrl === undefined || databaseUrl === "") throw new Error("DATABASE_URL must name the database");
  return {
    databaseUrl,
    temporalAddress: env["TEMPORAL_ADDRESS"] ?? "127.0.0.1:7233",
    temporalNamespace: env["TEMPORAL_NAMESPACE"] ?? "default",
    taskQueue: env["IRONWEAVE_TASK_QUEUE"] ?? DEFAULT_TASK_QUEUE,
    key: env["IRONWEAVE_KEY"],
    egressAllow: (env["IRONWEAVE_EGRESS_ALLOW"] ?? "").split(",").filter((entry) => entry !== ""),
    healthPort: optionalNumber("IRONWEAVE_HEALTH_PORT"),
    containers: readContainerEnv(env),
    mcpImages: readMcpImages(env),
  };
}
