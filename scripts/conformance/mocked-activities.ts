// Activities that answer as a case's mocks say, with failures as the real ones have them.

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ActionError, createHttpClient } from "@ironweave/actions";
import type { ActionContext, ActionDescriptor, ActionErrorKind } from "@ironweave/actions";
import { canonicalErrorType, WorkflowFault } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import { memberOf, visitTasks } from "@ironweave/schema";
import type { RunDocumentInput } from "@ironweave/schema/run";
import { Context } from "@temporalio/activity";
import { ApplicationFailure } from "@temporalio/common";
import { Flights } from "../../apps/worker/src/activities/flights.ts";
import { createActionActivity } from "../../apps/worker/src/activities/run-action.ts";
import type { ActionRequest, SubflowRequest } from "../../apps/worker/src/messages.ts";
import type { CaseRun, Registry } from "./registry.ts";

/** The activity of an action: as the worker makes it, of an action that answers as the mock does; the action itself in a case without mocks. */
export function mockedActivity(
  registry: Registry,
  descriptor: ActionDescriptor,
  own: (request: never) => Promise<unknown>,
) {
  const flights = new Flights();
  const http = createHttpClient();
  return async (request: ActionRequest): Promise<Json> => {
    const run = await registry.of(request.runId);
    if (run.mocked === undefined) return (own as (request: ActionRequest) => Promise<Json>)(request);
    const { activityId, workflowExecution } = Context.current().info;
    const attempt = `${workflowExecution?.runId}/${activityId}`;
    const answer = async (_args: Json, { signal }: ActionContext): Promise<Json> => {
      const known = run.answers.get(attempt) ?? mockedAnswer(run, descriptor.name, request, signal);
      run.answers.set(attempt, known);
      return known;
    };
    const secrets = async (_tenantId: string, name: string): Promise<Json | undefined> => run.secrets[name];
    return createActionActivity({ descriptor, run: answer }, { http, secrets }, flights)(request);
  };
}

async function mockedAnswer(
  { mocked }: CaseRun,
  action: string,
  request: ActionRequest,
  signal: AbortSignal,
): Promise<Json> {
  try {
    const call = { ...request, action, step: request.idempotencyKey };
    // A slow answer is given up where the step is cancelled or out of time, as an action gives up its request.
    return (await mocked?.perform(call, (delayMs) => sleep(delayMs, undefined, { signal }))) ?? null;
  } catch (error) {
    if (signal.aborted) throw new ActionError("timeout", "The mock was not done in time.");
    throw error instanceof WorkflowFault ? failureOf(error) : error;
  }
}

function failureOf({ error }: WorkflowFault): ActionError {
  const kind = (canonicalErrorType(error.type).split("/").at(-1) ?? "runtime") as ActionErrorKind;
  const { status, title, detail = "" } = error;
  return new ActionError(kind, detail, { status, ...(title === undefined ? {} : { title }) });
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
