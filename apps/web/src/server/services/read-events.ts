import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { RunEventPage, RunEventsInput } from "../contract/run-contract.ts";

export function readEvents(_deps: AppDeps, _actor: Actor, _input: RunEventsInput): Promise<RunEventPage> {
  throw new Error("not implemented");
}
