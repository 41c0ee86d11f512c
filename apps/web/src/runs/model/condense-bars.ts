// Makes a row of the timeline drawable, however often its task ran: bars that begin next to each other become one. Pure.
// The invariant: every execution is in exactly one mark, and the marks of a row are at most `MAX_MARKS`.

import type { TaskStatus } from "@ironweave/schema/run";
import type { Execution } from "./execution-index.ts";
import type { TimelineBar } from "./timeline.ts";

/** What is drawn at once in a row: more could not be told apart. */
export const MAX_MARKS = 300;

/** One bar on the screen. `execution` is the one to open: the first that failed, else the first. */
export interface TimelineMark {
  readonly left: number;
  readonly width: number;
  readonly status: TaskStatus;
  readonly execution: Execution;
  /** How many executions it stands for, and how many of them failed. */
  readonly count: number;
  readonly faulted: number;
}

/** The marks of one row, from its bars in the order of their starts. */
export function condenseBars(bars: readonly TimelineBar[]): readonly TimelineMark[] {
  if (bars.length <= MAX_MARKS) return bars.map((bar) => markOf([bar]));
  const cells = Map.groupBy(bars, (bar) => Math.min(MAX_MARKS - 1, Math.floor(bar.left * MAX_MARKS)));
  return [...cells.values()].map(markOf);
}

/** What a mark of several shows, the most important first. */
const WEIGHT: { readonly [S in TaskStatus]: number } = {
  faulted: 4,
  running: 3,
  cancelled: 2,
  completed: 1,
  skipped: 0,
};

function markOf(bars: readonly TimelineBar[]): TimelineMark {
  let left = Infinity;
  let right = 0;
  let shown = bars[0]?.execution;
  let faulted = 0;
  for (const bar of bars) {
    left = Math.min(left, bar.left);
    right = Math.max(right, bar.left + bar.width);
    const { status } = bar.execution;
    if (status === "faulted") faulted += 1;
    if (shown === undefined || WEIGHT[status] > WEIGHT[shown.status]) shown = bar.execution;
  }
  if (shown === undefined) throw new Error("a mark stands for at least one execution");
  return { left, width: right - left, status: shown.status, execution: shown, count: bars.length, faulted };
}
