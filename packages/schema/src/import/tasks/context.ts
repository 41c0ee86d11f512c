// What compiling a state may ask of the import around it, and what it gives.

import type { Json, JsonObject } from "@ironweave/jq";
import type { JxProblem, ReportJx } from "../jx/compile-jx.ts";
import type { Placed } from "../read/read-direktiv.ts";
import type { Report } from "../read/problem.ts";

export type Path = readonly (string | number)[];

/** The import that a state is part of. */
export interface ImportContext {
  readonly report: Report;
  readonly namespace: string;
  readonly functions: ReadonlyMap<string, Placed>;
  /** True where an error state goes on, so that its error is raised at the end. */
  readonly keepsErrors: boolean;
  /** True where two errors may be recorded in one run; the second is an error of its own. */
  readonly mayFailTwice: boolean;
  /** True for files of v0.8 and later, which say so. */
  readonly isVersion08: boolean;
  /** Seconds after which the whole workflow times out. */
  readonly softSeconds: number;
  /** The name of the workflow at a path of a Direktiv namespace; reports where it is not imported along. */
  readonly workflowName: (reference: string, path: Path) => string;
  /** A task's name that no other has. */
  readonly uniqueName: (wanted: string) => string;
  /** Secrets read by the document so far. */
  readonly secrets: Set<string>;
}

/** A named task. */
export interface Step {
  readonly name: string;
  readonly task: JsonObject;
}

/** A state as one task without `then`. `routes` are the targets it may name in its output as `__route`, besides `next`. */
export interface Core {
  readonly task: JsonObject;
  readonly next: string;
  readonly routes?: readonly string[];
}

/** Where a state without `transition` goes. */
export const END = "end";

/** Key of the data under which a task says where to go, taken out again by the switch after it. */
export const ROUTE = "__route";

/** Type of the errors that Direktiv's codes are raised as; the code is the title. */
export const ERROR_TYPE = "direktiv://error";

/** Reports of jx as reports at a path. */
export function jxReport(report: Report, path: Path): ReportJx {
  return ({ code, message }: JxProblem) => report(code, path, message);
}

/** An error with a Direktiv code. */
export function raise(code: string, detail: string, status = 500): JsonObject {
  return { raise: { error: { type: ERROR_TYPE, status, title: code, detail } } };
}

/** What stands where the import has no equal: the run fails here and says why. */
export function unsupported(what: string): JsonObject {
  return raise("direktiv.import.unsupported", what, 501);
}

/** The text of a field, or undefined where it is absent or empty. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Key under which a subflow gets its whole input, since `run.workflow.input` takes only a map written out. */
export const WHOLE_INPUT = "__input";
