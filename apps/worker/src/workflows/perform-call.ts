// Performs one action as a Temporal activity and turns what comes back into the engine's words: a value, a DSL fault or
// `Cancelled`. Sandbox code. What may be repeated is decided here: `safe` and `keyed` calls survive the loss of a worker,
// a `none` call that was lost becomes a fault, because nobody knows whether its effect happened.

import { findDescriptor, idempotencyOf } from "@ironweave/actions/catalog";
import type { Idempotency } from "@ironweave/actions/catalog";
import { Cancelled, faultFromActionError, isLargerThan, standardFault } from "@ironweave/engine";
import type { ActionCall } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  TimeoutFailure,
} from "@temporalio/workflow";
import type { RetryPolicy } from "@temporalio/workflow";
import { LOCAL_ATTEMPT_MS, PAYLOAD_LIMIT_BYTES } from "../limits.ts";
import { ACTION_FAILURE } from "../messages.ts";
import type { ActionFailure, ActionRequest } from "../messages.ts";

type ActionActivities = Record<string, (request: ActionRequest) => Promise<Json>>;

/** A silent activity counts as lost after this time. */
const HEARTBEAT_TIMEOUT_MS = 5_000;
/** How much longer than the action's own timeout Temporal waits: the action's error is the better one. */
const GRACE_MS = 10_000;

export interface PerformOptions {
  /** Told of each local activity, for the history budget. */
  readonly onLocalActivity: () => void;
}

/** Performs the call. Rejects with `WorkflowFault` or `Cancelled`; any other rejection is a bug. */
export async function performCall(
  call: ActionCall,
  request: Omit<ActionRequest, "timeoutMs">,
  options: PerformOptions,
): Promise<Json> {
  const descriptor = findDescriptor(call.action);
  if (descriptor === undefined) {
    throw standardFault("configuration", `There is no action "${call.action}" in the catalog.`, {
      title: "unknown_action",
    });
  }
  if (isLargerThan([call.arguments, call.scope], PAYLOAD_LIMIT_BYTES)) {
    throw standardFault("runtime", "The arguments of the step are larger than 16 MiB.", { title: "payload_too_large" });
  }
  const idempotency = idempotencyOf(call.action, call.arguments);
  const timeoutMs = Math.max(1, Math.min(descriptor.timeoutMs, call.timeoutMs ?? descriptor.timeoutMs));
  try {
    if (idempotency === "safe") {
      const local = await attemptLocally(call.action, { ...request, timeoutMs }, options);
      if (local !== undefined) return local.value;
    }
    return await asActivity(call.action, { ...request, timeoutMs }, idempotency);
  } catch (error) {
    throw translate(error, timeoutMs);
  }
}

/** The value, or undefined when the call is too slow to be done inside the workflow task. */
async function attemptLocally(
  action: string,
  request: ActionRequest,
  options: PerformOptions,
): Promise<{ readonly value: Json } | undefined> {
  options.onLocalActivity();
  const local = proxyLocalActivities<ActionActivities>({
    startToCloseTimeout: LOCAL_ATTEMPT_MS + GRACE_MS,
    retry: { maximumAttempts: 1 },
  });
  try {
    return { value: await run(local, action, request) };
  } catch (error) {
    // Anything but the action's own answer is repeated outside, where it can be waited for and retried.
    if (isCancellation(error) || actionFailureIn(error) !== undefined) throw error;
    return undefined;
  }
}

function asActivity(action: string, request: ActionRequest, idempotency: Idempotency): Promise<Json> {
  const activities = proxyActivities<ActionActivities>({
    startToCloseTimeout: request.timeoutMs + GRACE_MS,
    heartbeatTimeout: HEARTBEAT_TIMEOUT_MS,
    retry: retryPolicy(idempotency),
  });
  return run(activities, action, request);
}

function run(activities: ActionActivities, action: string, request: ActionRequest): Promise<Json> {
  const activity = activities[action];
  if (activity === undefined) throw new Error(`no activity for the action ${action}`);
  return activity(request);
}

/** An action's own failure is never retried by Temporal: the document's `retry` decides. Lost attempts and bugs are. */
function retryPolicy(idempotency: Idempotency): RetryPolicy {
  if (idempotency === "none") return { maximumAttempts: 1 };
  return {
    initialInterval: 200,
    backoffCoefficient: 2,
    maximumInterval: 30_000,
    nonRetryableErrorTypes: [ACTION_FAILURE],
  };
}

function translate(error: unknown, timeoutMs: number): unknown {
  if (isCancellation(error)) return new Cancelled();
  const failure = actionFailureIn(error);
  if (failure !== undefined) return faultFromActionError(failure);
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (!(cause instanceof TimeoutFailure)) return error;
  if (cause.timeoutType === "HEARTBEAT") {
    return standardFault(
      "runtime",
      "The worker that ran this step was lost, and it is not known whether the step had its effect. It was not repeated because the action may not be.",
      { title: "worker_lost" },
    );
  }
  return standardFault("timeout", `The step did not end within ${timeoutMs} ms.`);
}

/** The action's own failure: a local activity rejects with it, an activity with a failure that has it as its cause. */
function actionFailureIn(error: unknown): ActionFailure | undefined {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  if (!(failure instanceof ApplicationFailure) || failure.type !== ACTION_FAILURE) return undefined;
  return failure.details?.[0] as ActionFailure;
}
