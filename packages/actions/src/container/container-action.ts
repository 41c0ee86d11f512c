// The `container` action: `run: container` of the DSL. What would give a container a part of the machine (ports, volumes)
// is refused, and it is always removed at its end whatever `lifetime` says.

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject, readChoice, readObject, readOptionalString, readString } from "../arguments.ts";
import type { Action } from "../define-action.ts";
import type { ContainerOptions } from "./container-options.ts";
import { CONTAINER_DESCRIPTOR } from "./process-descriptors.ts";
import { readArguments, readEnvironment, readStdin } from "./process-arguments.ts";
import { processOutput } from "./process-output.ts";
import { runContainer } from "./run-container.ts";

const PULL = { ifNotPresent: "missing", always: "always", never: "never" } as const;

export function createContainerAction(options: ContainerOptions): Action {
  return {
    descriptor: CONTAINER_DESCRIPTOR,
    async run(args, context) {
      const call = readObject(args, "container");
      refuse(call["ports"], "ports");
      refuse(call["volumes"], "volumes");
      const command = readOptionalString(call["command"], "command");
      const rest = readArguments(call["arguments"]);
      const result = await runContainer(
        {
          image: readString(call["image"], "image"),
          argv: command === undefined ? rest : commandLine(command, rest),
          environment: readEnvironment(call["environment"]),
          ...readStdin(call["stdin"]),
          pull: PULL[readChoice(call["pullPolicy"], "pullPolicy", ["ifNotPresent", "always", "never"])],
        },
        options,
        context,
      );
      return processOutput(result, call["return"]);
    },
  };
}

/** Plain words go as they are, so that images without a shell work; anything else is the shell's to read. */
export function commandLine(command: string, rest: readonly string[]): readonly string[] {
  const words = command.trim().split(/\s+/);
  if (/^[\w\s./:,@+-]*$/.test(command)) return [...words, ...rest];
  return rest.length === 0 ? ["sh", "-c", command] : ["sh", "-c", `${command} "$@"`, "sh", ...rest];
}

function refuse(value: Json | undefined, field: string): void {
  if (value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0)) return;
  throw new ActionError("configuration", `${field} of containers are not offered: a run gets no part of the machine`, {
    title: "container_field_refused",
  });
}
