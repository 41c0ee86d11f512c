// For tests: timers that go off when they are told to, so that several hosts share one clock.

import type { Timers } from "../memory-host/index.ts";

export interface ManualTimers extends Timers {
  /** When the next timer is due, or undefined where there is none. */
  next(): number | undefined;
  /** Moves the clock to the next timer and lets it go off. */
  fire(): void;
  /** Moves the clock without letting anything go off; never back. */
  moveTo(instant: number): void;
}

/** Timers whose clock begins at an instant (epoch milliseconds). */
export function manualTimers(startAt: number): ManualTimers {
  let now = startAt;
  let count = 0;
  const pending = new Map<number, { readonly at: number; readonly callback: () => void }>();
  const first = (): readonly [number, { readonly at: number; readonly callback: () => void }] | undefined =>
    [...pending].toSorted(([, left], [, right]) => left.at - right.at)[0];
  return {
    now: () => now,
    set(callback, delayMs) {
      count += 1;
      pending.set(count, { at: now + delayMs, callback });
      return count;
    },
    clear(handle) {
      if (typeof handle === "number") pending.delete(handle);
    },
    next: () => first()?.[1].at,
    fire() {
      const due = first();
      if (due === undefined) return;
      pending.delete(due[0]);
      now = Math.max(now, due[1].at);
      due[1].callback();
    },
    moveTo(instant) {
      now = Math.max(now, instant);
    },
  };
}
