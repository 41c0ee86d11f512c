// Runs a text that may not be stored yet: it is saved as a version of the workflow that it names, then started. The version is
// exactly the text; the draft stays, since running a file is not editing what somebody has open in the designer (ADR 87).

import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { StartDefinitionInput, StartedRun } from "../contract/run-contract.ts";
import { startRun } from "./start-run.ts";
import { upsertWorkflow } from "./upsert-workflow.ts";

/** The run. @throws ApiError as `upsertWorkflow` and `startRun` do */
export async function startDefinition(deps: AppDeps, actor: Actor, input: StartDefinitionInput): Promise<StartedRun> {
  const { id, version } = await upsertWorkflow(deps, actor, input.definition, { keepDraft: true });
  const { idempotencyKey } = input;
  return startRun(deps, actor, {
    workflowId: id,
    versionId: version.id,
    input: input.input ?? {},
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
}
