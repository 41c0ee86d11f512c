// What one run shares between its tasks. Mutable on purpose and small: the context, the counter, the wish to checkpoint.
// Everything in it is saved in the frames or derived from the document.

import type { Json, JsonObject } from "@ironweave/jq";
import type { WorkflowError } from "@ironweave/schema/run";
import type { ProgramCache } from "./data/evaluate.ts";
import type { SchemaCache } from "./data/json-schema.ts";
import type { ResourceCache } from "./data/resource-cache.ts";
import type { ValueTable } from "./checkpoint/value-table.ts";
import type { Suspension } from "./checkpoint/suspension.ts";
import type { Reference } from "@ironweave/schema";
import type { RunList, RunTask } from "./interpreter.ts";

/** Who the run is, as `$workflow` and events show it. */
export interface RunIdentity {
  readonly id: string;
  /** Shown as `$runtime`. */
  readonly runtime?: { readonly name: string; readonly version: string; readonly metadata?: JsonObject };
}

/**
 * Hears of decisions, for coverage: the task, and the way that it took as `branchesOf` names it. Must not throw, and the
 * run does not depend on it.
 */
export type BranchObserver = (task: Reference, branch: string) => void;

export interface RunState {
  readonly identity: RunIdentity;
  readonly document: JsonObject;
  /** The document's `use`, or an empty object. */
  readonly use: JsonObject;
  readonly mode: "strict" | "loose";
  readonly dsl: string;
  readonly secrets: readonly string[];
  readonly startedAt: number;
  /** The raw input of the workflow (`$workflow.input`). */
  readonly input: Json;
  /** `$context`, which starts null and changes with every `export.as`. */
  context: Json;
  /** The error with which the run ends where it would otherwise complete: the first deferred `raise` (ADR 0111). */
  failure: WorkflowError | undefined;
  /** Executions begun so far. */
  executions: number;
  /** How many executions may begin. */
  readonly maxExecutions: number;
  /** Told of each decision that is made: see `BranchObserver`. */
  readonly onBranch: BranchObserver;
  readonly programs: ProgramCache;
  readonly schemas: SchemaCache;
  readonly resources: ResourceCache;
  readonly values: ValueTable;
  readonly suspension: Suspension;
  readonly runTask: RunTask;
  readonly runList: RunList;
}
