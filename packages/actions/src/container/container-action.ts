// The `container` action: `run: container` of the DSL. Ports and volumes are given as far as the operator permits them, and it
// is always removed at its end, whatever `lifetime` says: its disk is read-only, so nothing remains that could be kept.

import { readChoice, readObject, readOptionalString, readString } from "../arguments.ts";
import type { Action } from "../define-action.ts";
import type { ContainerOptions } from "./container-options.ts";
import { portArguments, volumeArguments } from "./host-access.ts";
import { CONTAINER_DESCRIPTOR } from "./process-descriptors.ts";
import { readArguments, readEnvironment, readStdin } from "./process-arguments.ts";
import { processOutput, returnsText } from "./process-output.ts";
import { runContainer } from "./run-container.ts";
import { shellLine } from "./shell-line.ts";

const PULL = { ifNotPresent: "missing", always: "always", never: "never" } as const;

export function createContainerAction(options: ContainerOptions): Action {
  return {
    descriptor: CONTAINER_DESCRIPTOR,
    async run(args, context) {
      const call = readObject(args, "container");
      const detached = call["await"] === false;
      const command = readOptionalString(call["command"], "command");
      const rest = readArguments(call["arguments"]);
      const result = await runContainer(
        {
          image: readString(call["image"], "image"),
          argv: command === undefined ? rest : commandLine(command, rest),
          environment: readEnvironment(call["environment"]),
          ...readStdin(call["stdin"]),
          pull: PULL[readChoice(call["pullPolicy"], "pullPolicy", ["ifNotPresent", "always", "never"])],
          access: [
            ...volumeArguments(call["volumes"], options.volumes),
            ...portArguments(call["ports"], options.ports),
          ],
          detached,
          stopAtLimit: returnsText(call["return"]),
        },
        options,
        context,
      );
      return detached ? null : processOutput(result, call["return"]);
    },
  };
}

/** Words that begin a command which only a shell knows. */
const OF_THE_SHELL =
  /^(?:\.|:|case|cd|command|eval|exec|exit|export|for|if|read|set|shift|source|trap|ulimit|umask|unset|until|wait|while) /;

/** Plain words go as they are, so that images without a shell work; anything else is the shell's to read. */
export function commandLine(command: string, rest: readonly string[]): readonly string[] {
  const text = command.trim();
  const isPlain = /^[\w ./:,@+-]+$/.test(text) && !OF_THE_SHELL.test(`${text} `);
  return isPlain ? [...text.split(/ +/), ...rest] : shellLine(command, rest);
}
