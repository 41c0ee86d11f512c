// Puts the outputs of tasks that ran side by side together. The only place where data grow without an expression, whose output
// is bounded: a loop around a fork of three would hold three times as much each time around.

import type { Json } from "@ironweave/jq";
import { isLargerThan } from "../data/json-size.ts";
import { standardFault } from "../errors/workflow-fault.ts";

/** As much as a durable host can store of one value: 16 MiB, and room for what surrounds it. */
const LIMIT_BYTES = 16 * 1024 * 1024 - 64 * 1024;

/** The outputs as one. @throws WorkflowFault `runtime`, titled `payload_too_large` */
export function gather(outputs: readonly Json[]): readonly Json[] {
  if (!isLargerThan(outputs, LIMIT_BYTES)) return outputs;
  const detail =
    "The outputs of the branches are together larger than 16 MiB. Give each branch an output.as that keeps what is needed.";
  throw standardFault("runtime", detail, { title: "payload_too_large" });
}
