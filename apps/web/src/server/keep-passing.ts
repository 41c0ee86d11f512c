// Repeats a pass over what waits in the database, for as long as the process lives: when somebody says that there is something,
// when the last pass asked for it, and never two at the same time. Several processes may do it at once; the database is the
// arbiter. A pass that fails is logged, once for an outage, and repeated.

/** What is kept up. */
export interface Upkeep {
  /** Does what there is to do; resolves with the milliseconds after which it must look again, if it must. */
  readonly pass: (isStopped: () => boolean) => Promise<number | undefined>;
  /** After a failed pass. */
  readonly retryMs: number;
  /** For the log: what could not be done. */
  readonly complaint: string;
  /** Calls back when there may be something to do; the returned function ends that. @default nobody calls */
  readonly subscribe?: (wake: () => void) => () => void;
}

/** One that runs. */
export interface Running {
  /** Says a failure beside the passes, by the same rule. */
  readonly complain: (error: unknown) => void;
  /** Ends it after the pass under way. */
  readonly stop: () => Promise<void>;
}

/** Starts it with a first pass. */
export function keepPassing({ pass, retryMs, complaint, subscribe }: Upkeep): Running {
  let stopped = false;
  let failing = false;
  let asked = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const complain = (error: unknown): void => {
    if (!failing) console.error(complaint, error);
    failing = true;
  };
  const passes = async (): Promise<void> => {
    let pauseMs: number | undefined;
    while (asked) {
      asked = false;
      try {
        pauseMs = await pass(() => stopped);
        failing = false;
      } catch (error) {
        complain(error);
        pauseMs = retryMs;
      }
    }
    running = undefined;
    clearTimeout(timer);
    if (stopped || pauseMs === undefined) return;
    timer = setTimeout(wake, pauseMs);
    timer.unref();
  };
  const wake = (): void => {
    if (stopped) return;
    asked = true;
    running ??= passes();
  };
  const unsubscribe = subscribe?.(wake);
  wake();
  return {
    complain,
    stop: async () => {
      stopped = true;
      unsubscribe?.();
      clearTimeout(timer);
      await running;
    },
  };
}
