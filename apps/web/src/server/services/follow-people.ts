// Who is on a workflow, as it changes. Each message is the whole state, so none needs a number: a client that reconnects, also
// to a server that was started anew, gets it again. At most one message each `presencePauseMs`; what expires is noticed with the
// check of the caller's rights.

import { workflowTopic } from "@ironweave/db";
import { ApiError } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import { authorize } from "../auth/authorize.ts";
import type { People } from "../contract/presence-contract.ts";
import { createBell } from "../http/bell.ts";
import { LIMITS } from "../limits.ts";
import { readPeople } from "./read-people.ts";

export interface FollowPeople {
  readonly id: string;
  readonly signal: AbortSignal | undefined;
  /** Resolves the caller again, so that a stream ends soon after its session does. */
  readonly reauthorize: () => Promise<Actor | undefined>;
}

/** Ends when `signal` aborts. @throws ApiError `not_found`, `too_many_streams`, `unauthenticated` */
export async function* followPeople(
  deps: AppDeps,
  actor: Actor,
  stream: FollowPeople,
): AsyncGenerator<People, void, undefined> {
  const { id, reauthorize } = stream;
  const release = deps.streams.take(actor.tenantId);
  if (release === undefined) throw new ApiError("too_many_streams", "Too many open streams. Close some and try again.");
  const bell = createBell(stream.signal);
  const unsubscribe = deps.listener.subscribe(workflowTopic(id), bell.ring);
  let checkedAt = Date.now();
  let told = "";
  try {
    while (stream.signal?.aborted !== true) {
      const people = await readPeople(deps, actor, id, Date.now());
      const state = JSON.stringify(people);
      if (state !== told) {
        told = state;
        yield people;
        await pause(LIMITS.presencePauseMs, stream.signal);
      }
      await bell.next(Math.max(0, checkedAt + LIMITS.reauthorizeMs - Date.now()));
      if (Date.now() - checkedAt < LIMITS.reauthorizeMs) continue;
      const still = authorize(await reauthorize(), "workflow.read");
      if (still.tenantId !== actor.tenantId) throw new ApiError("unauthenticated", "Sign in again.");
      checkedAt = Date.now();
    }
  } finally {
    unsubscribe();
    bell.silence();
    release();
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const bell = createBell(signal);
  return bell.next(ms).finally(() => bell.silence());
}
