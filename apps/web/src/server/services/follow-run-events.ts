import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { RunEvent } from "@ironweave/schema/run";

export interface FollowRunEvents {
  readonly runId: string;
  readonly after: number;
  readonly signal: AbortSignal | undefined;
  readonly reauthorize: () => Promise<Actor | undefined>;
}

export function followRunEvents(_deps: AppDeps, _actor: Actor, _stream: FollowRunEvents): AsyncIterable<RunEvent> {
  throw new Error("not implemented");
}
