// Refuses what would steer the engine's command line instead of the container, and what no system takes. Pure.

import { ActionError } from "../action-error.ts";
import { LIMITS } from "../limits.ts";
import type { ContainerRun } from "./run-container.ts";

const IMAGE = /^[a-z0-9][a-zA-Z0-9._/:@-]{0,254}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Variables that steer the engine's command line itself, in whose environment they would stand. */
const STEERING = /^(DOCKER_|BUILDKIT_|LD_|DYLD_|NODE_OPTIONS$|PATH$|HOME$|SSL_|HTTPS?_PROXY$|NO_PROXY$|ALL_PROXY$)/i;

/** Throws `ActionError` `validation`: `invalid_arguments` or `argument_too_large`. */
export function checkContainerRun({ image, argv, environment, entrypoint, stdin, detached }: ContainerRun): void {
  if (!IMAGE.test(image)) throw invalid("image is not the name of an image");
  if (detached === true && stdin !== undefined) {
    throw invalid("stdin: a container that is not waited for has nobody to read from");
  }
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

function invalid(detail: string): ActionError {
  return new ActionError("validation", detail, { title: "invalid_arguments" });
}
