// The `shell` action: `run: shell` of the DSL, in a container: a document gets no shell on the worker's machine.

import { readObject, readString } from "../arguments.ts";
import type { Action } from "../define-action.ts";
import { DEFAULT_IMAGES } from "./container-options.ts";
import type { ContainerOptions } from "./container-options.ts";
import { SHELL_DESCRIPTOR } from "./process-descriptors.ts";
import { readArguments, readEnvironment, readStdin } from "./process-arguments.ts";
import { processOutput, returnsText } from "./process-output.ts";
import { runContainer } from "./run-container.ts";
import { shellLine } from "./shell-line.ts";

export function createShellAction(options: ContainerOptions): Action {
  return {
    descriptor: SHELL_DESCRIPTOR,
    async run(args, context) {
      const call = readObject(args, "shell");
      const command = readString(call["command"], "command");
      const rest = readArguments(call["arguments"]);
      const detached = call["await"] === false;
      const result = await runContainer(
        {
          image: options.images?.shell ?? DEFAULT_IMAGES.shell,
          argv: shellLine(command, rest),
          environment: readEnvironment(call["environment"]),
          ...readStdin(call["stdin"]),
          pull: "missing",
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
