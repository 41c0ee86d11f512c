// Who is on a workflow, as it changes. Each message is the whole state, so none needs a number: a client that reconnects, also
// to a server that was started anew, gets it again. At most one message each `presencePauseMs`; what expires is noticed with the
// check of the caller's rights.

import { workflowTopic } from "@ironweave/db";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { People } from "../contract/presence-contract.ts";
import { createBell } from "../http/bell.ts";
import { LIMITS } from "../limits.ts";
import { follow } from "./follow.ts";
import type { Following } from "./follow.ts";
import { readPeople } from "./read-people.ts";

export interface FollowPeople extends Following {
  readonly id: string;
}

/** Ends when `signal` aborts. @throws ApiError `not_found`, `too_many_streams`, `unauthenticated` */
export async function* followPeople(
  deps: AppDeps,
  actor: Actor,
  { id, ...following }: FollowPeople,
): AsyncGenerator<People, void, undefined> {
  let told = "";
  const look = async () => {
    const people = await readPeople(deps, actor, id, Date.now());
    const state = JSON.stringify(people);
    if (state === told) return {};
    told = state;
    // What changes next rings; a second look at once would find the same.
    return { found: people, again: false };
  };
  for await (const people of follow(
    deps,
    actor,
    { ...following, topic: workflowTopic(id), permission: "workflow.read" },
    look,
  )) {
    yield people;
    await pause(LIMITS.presencePauseMs, following.signal);
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const bell = createBell(signal);
  return bell.next(ms).finally(() => bell.silence());
}
