// The port to where variables are kept. Whose they are (which tenant, namespace, workflow and run) is the store's business: it
// is made for one run.

import type { Json } from "@ironweave/jq";

/** `namespace`: all workflows of the namespace; `workflow`: all runs of the workflow; `instance`: this run. */
export type VariableScope = "namespace" | "workflow" | "instance";

export interface VariableWriteOptions {
  /** The version that must be there, 0 where there must be none. @default any */
  readonly ifVersion?: number;
  /** Equal for every repetition of the same write: it is done once. */
  readonly idempotencyKey: string;
}

/** What came of a write: `version` is the variable's, 0 where it is gone; `full` where the scope has too many. */
export type VariableWriteResult =
  | { readonly status: "written" | "conflict"; readonly version: number }
  | { readonly status: "full" };

export interface VariableStore {
  /** The value and its version, or undefined where there is none. */
  read(scope: VariableScope, key: string): Promise<{ readonly value: Json; readonly version: number } | undefined>;
  /** Stores the value; undefined deletes. */
  write(
    scope: VariableScope,
    key: string,
    value: Json | undefined,
    options: VariableWriteOptions,
  ): Promise<VariableWriteResult>;
}
