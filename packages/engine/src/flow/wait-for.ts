// Waiting that gives way: to its result, to cancellation (a rejection), or to a checkpoint that another branch began.

import type { Environment } from "../interpreter.ts";
import type { Host } from "../host.ts";
import { openScope, throwIfCancelled } from "./environment.ts";

/** What a wait gave: its value, or that the run is about to checkpoint. */
export type Waited<T> = { readonly type: "done"; readonly value: T } | { readonly type: "suspended" };

/** Waits for the host; rejects with what the host rejects with. A value that arrives while suspending is not lost. */
export async function waitFor<T>(env: Environment, wait: (host: Host) => Promise<T>): Promise<Waited<T>> {
  throwIfCancelled(env);
  const { suspension } = env.run;
  if (suspension.requested) return { type: "suspended" };
  const scope = openScope(env, async ({ host }) => wait(host));
  let suspended = false;
  const forget = suspension.onRequest(() => {
    suspended = true;
    scope.cancel();
  });
  try {
    return { type: "done", value: await scope.result };
  } catch (error) {
    if (!suspended) throw error;
    throwIfCancelled(env);
    return { type: "suspended" };
  } finally {
    forget();
  }
}

/** Sleeps until an instant, in epoch milliseconds. */
export async function sleepUntil(env: Environment, instant: number): Promise<Waited<void>> {
  const delayMs = instant - env.host.now();
  return delayMs <= 0 ? { type: "done", value: undefined } : waitFor(env, (host) => host.sleep(delayMs));
}
