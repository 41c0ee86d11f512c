import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";

export function deleteWorkflow(_deps: AppDeps, _actor: Actor, _id: string): Promise<{ deleted: true }> {
  throw new Error("not implemented");
}
