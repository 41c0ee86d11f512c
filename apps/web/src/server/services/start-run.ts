import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { StartedRun, StartRunInput } from "../contract/run-contract.ts";

export function startRun(_deps: AppDeps, _actor: Actor, _input: StartRunInput): Promise<StartedRun> {
  throw new Error("not implemented");
}
