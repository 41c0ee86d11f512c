import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { RunDetail } from "../contract/run-contract.ts";

export function getRun(_deps: AppDeps, _actor: Actor, _id: string): Promise<RunDetail> {
  throw new Error("not implemented");
}
