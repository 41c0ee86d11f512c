import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { ListRunsInput, RunPage } from "../contract/run-contract.ts";

export function listRuns(_deps: AppDeps, _actor: Actor, _input: ListRunsInput): Promise<RunPage> {
  throw new Error("not implemented");
}
