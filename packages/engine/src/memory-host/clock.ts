// Time for the in-memory host: one interface, a virtual clock and a real one over timers that are passed in, since this
// folder must run in a browser, in Node and in tests alike.

/** A clock that can wake. */
export interface Clock {
  now(): number;
  /** Calls back once at or after the instant (epoch milliseconds); the result takes it back. */
  wakeAt(instant: number, callback: () => void): () => void;
  /** Says that something happened: a virtual clock does not move while things happen. */
  touch(): void;
  /** Says that something outside the clock is under way; the result says that it is over. Both are idempotent. */
  hold(): () => void;
}

/** The platform's timers, for the real clock. */
export interface Timers {
  now(): number;
  set(callback: () => void, delayMs: number): unknown;
  clear(handle: unknown): void;
}

/** Longest delay that platforms' timers take; longer sleeps are cut into pieces. */
const MAX_TIMER_MS = 2_147_483_647;

/** A clock that runs by itself. */
export function realClock(timers: Timers): Clock {
  return {
    now: () => timers.now(),
    wakeAt(instant, callback) {
      let handle: unknown;
      const arm = (): void => {
        const delayMs = instant - timers.now();
        handle = timers.set(
          () => (instant <= timers.now() ? callback() : arm()),
          Math.min(Math.max(0, delayMs), MAX_TIMER_MS),
        );
      };
      arm();
      return () => timers.clear(handle);
    },
    touch: () => undefined,
    hold: () => () => undefined,
  };
}
