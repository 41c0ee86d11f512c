import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { SaveDraftInput, SavedDraft } from "../contract/workflow-contract.ts";

export function saveDraft(_deps: AppDeps, _actor: Actor, _input: SaveDraftInput): Promise<SavedDraft> {
  throw new Error("not implemented");
}
