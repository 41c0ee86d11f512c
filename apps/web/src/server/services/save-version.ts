import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { SaveVersionInput, SavedVersion } from "../contract/workflow-contract.ts";

export function saveVersion(_deps: AppDeps, _actor: Actor, _input: SaveVersionInput): Promise<SavedVersion> {
  throw new Error("not implemented");
}
