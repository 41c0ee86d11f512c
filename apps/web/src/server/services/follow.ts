// Follows what is stored as it comes: looks, hands over, and waits for a wake where there is nothing new. The listener is asked
// before the first look, so that what is stored between the two cannot be missed. A stream counts against its tenant's limit and
// ends soon after its caller's session does.

import { ApiError } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import type { Actor } from "../auth/actor.ts";
import { authorize } from "../auth/authorize.ts";
import type { Permission } from "../auth/permissions.ts";
import { createBell } from "../http/bell.ts";
import { LIMITS } from "../limits.ts";

export interface Following {
  readonly signal: AbortSignal | undefined;
  /** Resolves the caller again, so that a stream ends soon after its session does. */
  readonly reauthorize: () => Promise<Actor | undefined>;
}

/** What one look found. */
export interface Look<T> {
  readonly found?: T;
  /** Nothing will follow. @default false */
  readonly done?: boolean;
  /** Looks again at once, without waiting for a wake. @default where something was found */
  readonly again?: boolean;
}

/** Ends where a look is `done`, or when `signal` aborts. @throws ApiError `too_many_streams`, `unauthenticated`, and what `look` throws */
export async function* follow<T>(
  deps: AppDeps,
  actor: Actor,
  stream: Following & { readonly topic: string; readonly permission: Permission },
  look: () => Promise<Look<T>>,
): AsyncGenerator<T, void, undefined> {
  const release = deps.streams.take(actor.tenantId);
  if (release === undefined) throw new ApiError("too_many_streams", "Too many open streams. Close some and try again.");
  const bell = createBell(stream.signal);
  const unsubscribe = deps.listener.subscribe(stream.topic, bell.ring);
  let checkAt = Date.now() + LIMITS.reauthorizeMs;
  try {
    while (stream.signal?.aborted !== true) {
      const { found, done = false, again = found !== undefined } = await look();
      if (found !== undefined) yield found;
      if (done) return;
      if (!again) await bell.next(Math.max(0, checkAt - Date.now()));
      // Also amid what never pauses: a stream must not outlive its session because there is always more.
      if (Date.now() < checkAt) continue;
      const still = authorize(await stream.reauthorize(), stream.permission);
      if (still.tenantId !== actor.tenantId) throw new ApiError("unauthenticated", "Sign in again.");
      checkAt = Date.now() + LIMITS.reauthorizeMs;
    }
  } finally {
    unsubscribe();
    bell.silence();
    release();
  }
}
