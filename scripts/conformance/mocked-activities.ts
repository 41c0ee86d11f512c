// Activities that answer as a case's mocks say, with failures as the real ones have them.

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { canonicalErrorType, WorkflowFault } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import { memberOf, visitTasks } from "@ironweave/schema";
import type { RunDocumentInput } from "@ironweave/schema/run";
import { Context } from "@temporalio/activity";
import { ApplicationFailure } from "@temporalio/common";
import { ACTION_FAILURE } from "../../apps/worker/src/messages.ts";
import type { ActionFailure, ActionRequest, SubflowRequest } from "../../apps/worker/src/messages.ts";
import type { CaseRun, Registry } from "./registry.ts";

/** The activity of an action: the mock's answer, or the action itself in a case without mocks. */
export function mockedActivity(registry: Registry, action: string, own: (request: never) => Promise<unknown>) {
  return async (request: ActionRequest): Promise<Json> => {
    const run = await registry.of(request.runId);
    if (run.mocked === undefined) return (own as (request: ActionRequest) => Promise<Json>)(request);
    const { activityId, workflowExecution } = Context.current().info;
    const key = `${workflowExecution?.runId}/${activityId}`;
    const known = run.answers.get(key) ?? answer(run, action, request);
    run.answers.set(key, known);
    return known;
  };
}

async function answer({ mocked }: CaseRun, action: string, request: ActionRequest): Promise<Json> {
  try {
    const call = { ...request, action, step: request.idempotencyKey };
    return (await mocked?.perform(call, (delayMs) => sleep(delayMs))) ?? null;
  } catch (error) {
    throw error instanceof WorkflowFault ? failureOf(error) : error;
  }
}

function failureOf({ error }: WorkflowFault): ApplicationFailure {
  const failure: ActionFailure = {
    kind: (canonicalErrorType(error.type).split("/").at(-1) ?? "runtime") as ActionFailure["kind"],
    message: error.detail ?? "",
    status: error.status,
    ...(error.title === undefined ? {} : { title: error.title }),
  };
  return ApplicationFailure.create({
    message: failure.message,
    type: ACTION_FAILURE,
    nonRetryable: true,
    details: [failure],
  });
}

/** A sub-workflow that gives what the mock of the task that runs it says. */
export async function mockedSubflow(registry: Registry, request: SubflowRequest): Promise<RunDocumentInput> {
  const { document, mocked } = await registry.of(request.parentRunId);
  const task = [...visitTasks(document)].find(({ task: each }) => {
    const workflow = memberOf(memberOf(each, "run"), "workflow");
    return memberOf(workflow, "name") === request.name && memberOf(workflow, "namespace") === request.namespace;
  });
  if (task === undefined || mocked === undefined)
    throw ApplicationFailure.nonRetryable("the case has no such workflow", "SubflowNotFound");
  const { namespace, name, version, input } = request;
  const wait = memberOf(memberOf(task.task, "run"), "await") ?? true;
  const execution = { task: task.reference, name: task.name, execution: 1, iteration: [], attempt: 1 };
  const given = await mocked.performWorkflow(execution, { namespace, name, version, input, await: wait }).then(
    (output) => ({ output, step: { set: "${ . }" } }),
    (error: unknown) => {
      if (!(error instanceof WorkflowFault)) throw error;
      return { output: null, step: { raise: { error: { ...error.error } } } };
    },
  );
  return {
    tenantId: request.tenantId,
    namespace,
    workflowName: name,
    runId: randomUUID(),
    versionId: randomUUID(),
    definitionHash: "mock",
    document: {
      document: { dsl: "1.0.3", namespace, name, version: "1.0.0" },
      do: [{ answer: given.step }],
    },
    input: given.output,
  };
}
