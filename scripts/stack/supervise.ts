// Keeps a child alive: when it ends by itself it is started again, later and later, and people are told.
// Invariant: after `stop()` no child of this supervisor runs, also when a restart was under way.

import type { Child } from "./child.ts";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A child that ran this long is healthy again: its next failure starts with the shortest delay. */
const HEALTHY_AFTER_MS = 60_000;

export interface SuperviseOptions {
  readonly name: string;
  /** Starts the child and resolves when it is ready. */
  readonly start: () => Promise<Child>;
  /** Told each ending and each failed restart, in a sentence. */
  readonly say: (message: string) => void;
  readonly onStart?: (pid: number) => void;
  readonly firstDelayMs?: number;
}

export interface Supervised {
  readonly current: () => Child;
  stop(): Promise<void>;
  kill(): void;
}

/** Starts the child; rejects if the first start fails. */
export async function supervise(options: SuperviseOptions): Promise<Supervised> {
  let stopped = false;
  let wake: () => void = () => undefined;
  let child = await options.start();
  options.onStart?.(child.pid);

  const watch = async (): Promise<void> => {
    let wait = options.firstDelayMs ?? FIRST_DELAY_MS;
    let startedAt = Date.now();
    for (;;) {
      const { code, signal } = await child.exited;
      if (stopped) return;
      if (Date.now() - startedAt > HEALTHY_AFTER_MS) wait = options.firstDelayMs ?? FIRST_DELAY_MS;
      options.say(
        `${options.name} stopped by itself (${signal ?? `exit code ${code}`}); starting it again in ${wait / 1000} s. Its log: ${child.logFile}`,
      );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (stopped) return;
      wait = Math.min(wait * 2, LONGEST_DELAY_MS);
      startedAt = Date.now();
      try {
        child = await options.start();
        options.onStart?.(child.pid);
        options.say(`${options.name} is up again`);
      } catch (error) {
        options.say(`${options.name} did not start: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  const watching = watch();

  return {
    current: () => child,
    stop: async () => {
      stopped = true;
      wake();
      await child.stop();
      await watching;
      await child.stop();
    },
    kill: () => {
      stopped = true;
      wake();
      void child.kill();
    },
  };
}
