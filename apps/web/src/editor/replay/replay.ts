// A past run and what it answers for the steps of the edited definition. Types only.

import type { ReplayedStep } from "./recorded-answers.ts";
import type { RecordedRun } from "./recorded-run.ts";

/** One replay: the run, and the steps that reach outside, in reading order. */
export interface Replay {
  readonly run: RecordedRun;
  readonly steps: readonly ReplayedStep[];
}
