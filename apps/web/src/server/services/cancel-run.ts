import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";

export function cancelRun(_deps: AppDeps, _actor: Actor, _id: string): Promise<{ requested: true }> {
  throw new Error("not implemented");
}
