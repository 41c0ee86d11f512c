// The output of a process task by its `return` (DSL reference, "Run"; ruling 14). Pure.

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { readChoice } from "../arguments.ts";
import type { ProcessResult } from "../process.ts";

const RETURNS = ["stdout", "stderr", "code", "all", "none"] as const;

/** Whether what the program writes becomes output: only then is too much of it a failure. */
export function returnsText(declared: Json | undefined): boolean {
  const kind = readChoice(declared, "return", RETURNS);
  return kind !== "code" && kind !== "none";
}

/**
 * `stdout` (the default), `stderr`, `code`, `all` or `none`. Throws `ActionError` `runtime`: `output_too_large` where text that
 * is asked for was cut; `process_failed` for an exit code other than 0, unless the code is part of the output.
 */
export function processOutput(result: ProcessResult, declared: Json | undefined): Json {
  const kind = readChoice(declared, "return", RETURNS);
  if (kind === "code") return result.code;
  if (result.truncated && returnsText(declared)) {
    throw new ActionError("runtime", "the process wrote more than is kept of its output", {
      title: "output_too_large",
    });
  }
  if (kind === "all") return { code: result.code, stdout: result.stdout, stderr: result.stderr };
  if (result.code !== 0) {
    const last = result.stderr.trim().slice(-500);
    throw new ActionError("runtime", `the process ended with code ${String(result.code)}${last && `: ${last}`}`, {
      title: "process_failed",
    });
  }
  return kind === "none" ? null : result[kind];
}
