// A clock that stands still while anything happens and jumps to the next wake-up when all is idle. Deterministic: wake-ups
// come in the order of their instants, equal ones in the order in which they were asked for.

import type { Clock } from "./clock.ts";

/** Microtask turns without any host activity after which the run is idle. Between two host calls the engine takes far fewer. */
const QUIET_TURNS = 100;

interface WakeUp {
  readonly instant: number;
  readonly callback: () => void;
}

/** `onStuck` is called when nothing is under way and no wake-up is left, while someone may still be waiting for an event. */
export function virtualClock(startAt: number, onStuck: () => void): Clock {
  const wakeUps: WakeUp[] = [];
  let now = startAt;
  let activity = 0;
  let held = 0;
  let pumping = false;

  const isIdle = async (): Promise<boolean> => {
    const seen = activity;
    for (let turn = 0; turn < QUIET_TURNS; turn += 1) {
      await Promise.resolve();
      if (activity !== seen) return false;
    }
    return held === 0;
  };
  const pump = async (): Promise<void> => {
    for (;;) {
      if (held > 0) break;
      if (!(await isIdle())) continue;
      const next = wakeUps.shift();
      if (next === undefined) break;
      now = Math.max(now, next.instant);
      activity += 1;
      next.callback();
    }
    pumping = false;
    if (held === 0) onStuck();
  };
  const ensurePumping = (): void => {
    activity += 1;
    if (pumping || held > 0) return;
    pumping = true;
    void pump();
  };

  return {
    now: () => now,
    wakeAt(instant, callback) {
      const wakeUp = { instant, callback };
      const later = wakeUps.findIndex((each) => each.instant > instant);
      wakeUps.splice(later < 0 ? wakeUps.length : later, 0, wakeUp);
      ensurePumping();
      return () => {
        const index = wakeUps.indexOf(wakeUp);
        if (index >= 0) wakeUps.splice(index, 1);
      };
    },
    touch: ensurePumping,
    hold() {
      held += 1;
      let over = false;
      return () => {
        if (over) return;
        over = true;
        held -= 1;
        ensurePumping();
      };
    },
  };
}
