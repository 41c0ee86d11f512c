// The words of workflow tests: what a `*.test.yaml` file says about a run, and what is found out. Types only; used by
// `ironweave test`, by the conformance cases and by whoever runs tests in a browser.

import type { Json, JsonObject } from "@ironweave/jq";
import type { WorkflowError } from "@ironweave/schema/run";

/** How one call of a side effect goes. Exactly one of `output` and `error`; `delay` is a duration of the DSL. */
export interface MockedCall {
  readonly output?: Json;
  /** `type` is a URI, or the last word of a standard type (`communication`). */
  readonly error?: JsonObject;
  readonly delay?: Json;
}

/** What stands in for a task's side effect: always the same, or call by call (then no call beyond the last is allowed). */
export type Mock =
  | ({ readonly calls?: undefined } & MockedCall)
  | { readonly calls: readonly MockedCall[]; readonly output?: undefined };

/** An event that is sent to the run. */
export interface SentEvent {
  readonly event: JsonObject;
  /** Duration after the start. @default at once */
  readonly after?: Json;
}

/** What is expected of the calls of one task. */
export interface ExpectedCalls {
  readonly times?: number;
  /** A part of the arguments of every call; a list names them call by call. */
  readonly with?: Json;
}

export interface Expectation {
  readonly status?: "completed" | "faulted" | "cancelled" | "waiting";
  /** A part of the output, the whole with `exact`. */
  readonly output?: Json;
  readonly exact?: boolean;
  /** A part of the error; `type` may be the last word of a standard type. */
  readonly error?: JsonObject;
  /** Names of all tasks in the order in which they started. */
  readonly path?: readonly string[];
  /** By task reference or name. */
  readonly calls?: Readonly<Record<string, ExpectedCalls>>;
  /** Parts of the events that are emitted, in order. */
  readonly events?: readonly Json[];
  /** Duration that passes on the run's clock. */
  readonly elapsed?: Json;
}

/** One test of a workflow. */
export interface WorkflowTest {
  readonly name: string;
  readonly input?: Json;
  readonly secrets?: JsonObject;
  readonly events?: readonly SentEvent[];
  /** By task reference or name. */
  readonly mocks?: Readonly<Record<string, Mock>>;
  /** When the virtual clock starts, in ISO 8601. @default 2026-01-01T00:00:00Z */
  readonly startAt?: string;
  /** Duration after which the run is cancelled. @default never */
  readonly cancelAfter?: Json;
  readonly expect: Expectation;
}

/** Something that is not as it was expected: `path` says what, e.g. `output.hosts[0]`. Absent values are undefined. */
export interface Mismatch {
  readonly path: string;
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
  readonly message?: string;
}

/** A call as a test sees it: arguments whole, secrets put in. */
export interface SeenCall {
  readonly task: string;
  readonly name: string;
  readonly action: string;
  readonly arguments: Json;
}

/** How a test went. It passed where `mismatches` is empty. */
export interface TestResult {
  readonly status: "completed" | "faulted" | "cancelled" | "waiting";
  readonly output?: Json;
  readonly error?: WorkflowError;
  readonly path: readonly string[];
  readonly calls: readonly SeenCall[];
  readonly mismatches: readonly Mismatch[];
  /** References of the tasks that began. */
  readonly tasks: ReadonlySet<string>;
  /** Ways that decisions took: `reference`, a space, and the name that `branchesOf` gives it. */
  readonly branches: ReadonlySet<string>;
}
