// What a conformance run finds out, case by case. Types only.

export type HostName = "memory" | "temporal";
export type SuiteName = "kit" | "own" | "examples";

/** One case on one host. It passed where `problems` is empty. */
export interface CaseOutcome {
  readonly suite: SuiteName;
  readonly host: HostName;
  readonly section: string;
  readonly name: string;
  readonly problems: readonly string[];
}

/** What one suite gave on one host; `left` says what was not run and why. */
export interface SuiteOutcome {
  readonly suite: SuiteName;
  readonly host: HostName;
  readonly cases: readonly CaseOutcome[];
  readonly left: readonly string[];
  /** How many were judged by the length of a timer, since their time is too long to pass. @default 0 */
  readonly timers?: number;
}
