// The container engine's command line: where it is, what environment it gets, and what its own failures mean.

import { ActionError } from "../action-error.ts";
import type { ContainerOptions } from "./container-options.ts";

export interface Engine {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The engine of these options. */
export function engineOf(options: ContainerOptions): Engine {
  const host = options.engineHost ?? process.env["DOCKER_HOST"];
  // The command line's own configuration may hold registry credentials and proxies: HOME stays, nothing else does.
  const home = process.env["HOME"];
  return {
    command: options.command ?? "docker",
    env: { ...(home === undefined ? {} : { HOME: home }), ...(host === undefined ? {} : { DOCKER_HOST: host }) },
  };
}

/** What the engine's own error output means: `configuration` `container_engine_missing` or `container_start_failed`. */
export function engineFailure(stderr: string): ActionError {
  if (/cannot connect to the docker daemon|is the docker daemon running|permission denied.*docker/i.test(stderr)) {
    return noEngine("it does not answer");
  }
  // The last line is mostly an advice to read the command line's help.
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const last = lines.findLast((line) => line.startsWith("docker: ")) ?? lines.at(-1) ?? "";
  const reason = last.replace(/^docker: (?:Error response from daemon: )?/, "").slice(0, 300);
  return new ActionError("configuration", `the container could not be started: ${reason}`, {
    title: "container_start_failed",
  });
}

/** No engine runs, for this reason. */
export function noEngine(reason: string): ActionError {
  return new ActionError(
    "configuration",
    `containers, scripts and shell commands need a container engine on the worker's machine (${reason}); install Docker and start it`,
    { title: "container_engine_missing" },
  );
}
