import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { NamespaceInfo } from "../contract/session-contract.ts";

export function listNamespaces(_deps: AppDeps, _actor: Actor): Promise<NamespaceInfo[]> {
  throw new Error("not implemented");
}
