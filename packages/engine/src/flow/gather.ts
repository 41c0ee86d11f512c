// Puts the outputs of tasks that ran side by side together. The only place where data grow without an expression, whose output
// is bounded: a loop around a fork of three would hold three times as much each time around.

import type { Json } from "@ironweave/jq";
import { isLargerThan } from "../data/json-size.ts";
import { standardFault } from "../errors/workflow-fault.ts";

/** Room for what surrounds a value in a message of a durable host, within the 16 MiB of one payload. */
const ENVELOPE_BYTES = 64 * 1024;

/** Most bytes, as JSON, of a value that a durable host stores: gathered outputs, the arguments and the result of a step. */
export const PAYLOAD_LIMIT_BYTES: number = 16 * 1024 * 1024 - ENVELOPE_BYTES;

/** The outputs as one. @throws WorkflowFault `runtime`, titled `payload_too_large` */
export function gather(outputs: readonly Json[]): readonly Json[] {
  if (!isLargerThan(outputs, PAYLOAD_LIMIT_BYTES)) return outputs;
  const detail =
    "The outputs of the branches are together larger than 16 MiB. Give each branch an output.as that keeps what is needed.";
  throw standardFault("runtime", detail, { title: "payload_too_large" });
}
