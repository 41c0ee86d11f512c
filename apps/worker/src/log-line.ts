// One line of the worker's log: JSON, one object a line. Errors are printed by what they say, which nothing prints by itself:
// an Error has no enumerable fields. Never a stack, which holds paths, nor the details of a failure, which hold a step's data;
// messages of steps were masked where they were made.

import type { LogEntry } from "@temporalio/worker";

/** The SDK's own words for a run that failed; the workflow says it better, with the fault's type and title. */
const SAID_BY_THE_WORKFLOW = "Workflow failed";
const MAX_CAUSES = 3;
/** Longer texts are cut: a document may raise an error of any length. */
const MAX_TEXT = 2_000;

/** The entry as a line with its line break, or undefined where it says nothing new. */
export function logLine({ level, message, meta }: Pick<LogEntry, "level" | "message" | "meta">): string | undefined {
  if (message === SAID_BY_THE_WORKFLOW) return undefined;
  const line = { at: new Date().toISOString(), level, message, ...meta };
  return `${JSON.stringify(line, (_key, value: unknown) => printable(value))}\n`;
}

function printable(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string" && value.length > MAX_TEXT) return `${value.slice(0, MAX_TEXT)}…`;
  return value instanceof Error ? errorFields(value, MAX_CAUSES) : value;
}

function errorFields(error: Error, causes: number): object {
  return {
    name: error.name,
    // Of Temporal's failures the word that tells them apart.
    ...("type" in error && typeof error.type === "string" ? { type: error.type } : {}),
    message: error.message,
    ...(error.cause instanceof Error && causes > 0 ? { cause: errorFields(error.cause, causes - 1) } : {}),
  };
}
