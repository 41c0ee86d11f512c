// Decides when a run continues as new: before its history or the work between two waits grows beyond what one workflow
// task can replay. Sandbox code; its counts are part of the run's determinism.

import { workflowInfo } from "@temporalio/workflow";

/** Temporal warns at 10,240 events and suggests continuing at about 4,096. */
const HISTORY_EVENTS = 4_000;
/** Replaying a local activity takes about 3 ms, and a workflow task has 10 s. */
const LOCAL_ACTIVITIES = 1_000;
/** Task boundaries passed in one execution without waiting: a workflow task may compute for 5 s. */
const BOUNDARIES_WITHOUT_WAIT = 500;

export class HistoryBudget {
  #localActivities = 0;
  #boundaries = 0;

  countLocalActivity(): void {
    this.#localActivities++;
  }

  /** The run gave control back: the present workflow task ended, and with it the danger of computing too long. */
  noteWait(): void {
    this.#boundaries = 0;
  }

  /** Asked at each task boundary. */
  isSpent(): boolean {
    this.#boundaries++;
    const info = workflowInfo();
    return (
      this.#boundaries > BOUNDARIES_WITHOUT_WAIT ||
      this.#localActivities > LOCAL_ACTIVITIES ||
      info.historyLength > HISTORY_EVENTS ||
      info.continueAsNewSuggested
    );
  }
}
