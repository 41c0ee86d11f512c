// A wake-up that is never lost: ringing while nobody waits makes the next wait return at once.

export interface Bell {
  readonly ring: () => void;
  /** Resolves at the next ring, after `timeoutMs`, or when the signal aborts. One waiter at a time. */
  next(timeoutMs: number): Promise<void>;
  /** Forgets the signal. */
  silence(): void;
}

export function createBell(signal?: AbortSignal): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  const ring = (): void => {
    rung = true;
    wake?.();
  };
  signal?.addEventListener("abort", ring);
  return {
    ring,
    silence: () => signal?.removeEventListener("abort", ring),
    next: async (timeoutMs) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      rung = false;
    },
  };
}
