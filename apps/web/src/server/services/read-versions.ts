import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { VersionDetail, VersionSummary } from "../contract/workflow-contract.ts";

export function listVersions(_deps: AppDeps, _actor: Actor, _id: string): Promise<VersionSummary[]> {
  throw new Error("not implemented");
}

export function getVersion(_deps: AppDeps, _actor: Actor, _id: string): Promise<VersionDetail> {
  throw new Error("not implemented");
}
