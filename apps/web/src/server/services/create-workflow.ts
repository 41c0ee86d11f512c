import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { WorkflowDetail } from "../contract/workflow-contract.ts";

export function createWorkflow(_deps: AppDeps, _actor: Actor, _text: string): Promise<WorkflowDetail> {
  throw new Error("not implemented");
}
