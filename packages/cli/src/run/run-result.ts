// How a run ended, as `ironweave run --format json` prints it.

import type { Json } from "@ironweave/jq";
import type { WorkflowError } from "@ironweave/schema/run";

export interface RunResult {
  readonly status: "completed" | "faulted" | "cancelled";
  /** Null unless completed. */
  readonly output: Json;
  /** The DSL's error (RFC 7807): why it faulted, or why it was cancelled where nobody asked for that; else null. */
  readonly error: WorkflowError | null;
  /** Names of tasks in the order in which they started. */
  readonly tasks: readonly string[];
}
