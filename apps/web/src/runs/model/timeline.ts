// Geometry of the timeline: executions as bars over an axis on which long idle stretches are folded. Pure; reads no store.

import type { Execution } from "./execution-index.ts";

/** A stretch of time in which nothing began or ended, drawn at a fixed small width. Times in epoch milliseconds. */
export interface TimelineGap {
  readonly from: number;
  readonly to: number;
  /** Position and width on the axis, as fractions of the whole from 0 to 1. */
  readonly left: number;
  readonly width: number;
}

export interface TimelineBar {
  readonly execution: Execution;
  readonly left: number;
  readonly width: number;
}

export interface Timeline {
  readonly bars: readonly TimelineBar[];
  readonly gaps: readonly TimelineGap[];
  /** Position of a moment on the axis, from 0 to 1. */
  readonly position: (at: number) => number;
}

/** Longest stretch drawn to scale, as a multiple of the time that is not idle. */
const IDLE_RATIO = 0.25;
/** Stretches shorter than this are never folded. */
const MIN_GAP_MS = 2_000;

/** Lays executions out from their first start to `until` (the run's end, or now). */
export function layoutTimeline(executions: readonly Execution[], until: number): Timeline {
  const moments = [...new Set(executions.flatMap((e) => [e.startedAt, e.endedAt ?? until]).concat(until))].sort(
    (a, b) => a - b,
  );
  const stretches = moments.slice(1).map((to, i) => ({ from: moments[i] ?? to, to }));
  const total = stretches.reduce((sum, s) => sum + (s.to - s.from), 0);
  const limit = foldLimit(
    stretches.map((s) => s.to - s.from),
    total,
  );
  const drawn = stretches.map((s) => Math.min(s.to - s.from, limit));
  const width = drawn.reduce((sum, w) => sum + w, 0) || 1;
  const starts: number[] = [];
  drawn.reduce((left, w, i) => {
    starts[i] = left;
    return left + w;
  }, 0);
  const exact = new Map(moments.map((moment, i) => [moment, (starts[i] ?? (i === 0 ? 0 : width)) / width]));
  const position = (at: number): number => {
    const known = exact.get(at);
    if (known !== undefined) return known;
    const i = stretchAt(stretches, at);
    const stretch = stretches[i];
    if (stretch === undefined) return i < 0 ? 0 : 1;
    const part = (at - stretch.from) / (stretch.to - stretch.from);
    return ((starts[i] ?? 0) + part * (drawn[i] ?? 0)) / width;
  };
  return {
    position,
    bars: executions.map((execution) => {
      const left = position(execution.startedAt);
      return { execution, left, width: Math.max(0, position(execution.endedAt ?? until) - left) };
    }),
    gaps: stretches
      .map((s, i) => ({ ...s, left: (starts[i] ?? 0) / width, width: (drawn[i] ?? 0) / width }))
      .filter((gap) => gap.to - gap.from > limit),
  };
}

// A stretch is folded where it outlasts both the floor and its share of everything that is not the longest stretch.
function foldLimit(lengths: readonly number[], total: number): number {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return Math.max(MIN_GAP_MS, (total - longest) * IDLE_RATIO);
}

// Index of the stretch that holds a moment; -1 before the first, the count after the last. Stretches are adjacent and sorted.
function stretchAt(stretches: readonly { readonly from: number; readonly to: number }[], at: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const stretch = stretches[middle];
    if (stretch === undefined || at < stretch.from) high = middle - 1;
    else if (at > stretch.to) low = middle + 1;
    else return middle;
  }
  return low === 0 ? -1 : low;
}
