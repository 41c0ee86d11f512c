import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { ListWorkflowsInput, WorkflowSummary } from "../contract/workflow-contract.ts";

export function listWorkflows(_deps: AppDeps, _actor: Actor, _input: ListWorkflowsInput): Promise<WorkflowSummary[]> {
  throw new Error("not implemented");
}
