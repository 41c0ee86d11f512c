// For tests: what a text's run gives, in one value.

import type { Json } from "@ironweave/jq";
import type { MemoryHostOptions } from "../memory-host/index.ts";
import type { StandardErrorKind } from "../errors/standard-error.ts";
import { STANDARD_ERRORS, standardErrorType } from "../errors/standard-error.ts";
import { runYaml } from "./run-yaml.ts";

/** The output of a run that completes; throws with its fault where it does not. */
export async function outputOf(yaml: string, input: Json = null, options: MemoryHostOptions = {}): Promise<Json> {
  const { outcome } = await runYaml(yaml, input, options);
  if (outcome.status === "completed") return outcome.output;
  throw new Error(`the run did not complete: ${JSON.stringify(outcome)}`);
}

/** The fault of a run that ends with a standard one: its kind, where it came from, and its detail. */
export async function faultOf(
  yaml: string,
  input: Json = null,
  options: MemoryHostOptions = {},
): Promise<{ readonly kind: string; readonly instance: string | undefined; readonly detail: string }> {
  const { outcome } = await runYaml(yaml, input, options);
  if (outcome.status !== "faulted") throw new Error(`the run did not fault: ${JSON.stringify(outcome)}`);
  const { type, status, instance, detail = "" } = outcome.error;
  const kinds = Object.keys(STANDARD_ERRORS) as StandardErrorKind[];
  const kind = kinds.find((each) => standardErrorType(each) === type);
  return { kind: kind === undefined ? type : `${kind} ${status}`, instance, detail };
}
