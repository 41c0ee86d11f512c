// Turns an action of the catalog into a Temporal activity: resolves what was deferred (with the tenant's secrets), sets its
// deadline, heartbeats, and translates its failures. Invariant: a secret's value leaves this process only where the action
// sends it; results, errors and log lines are masked first, because they enter the history and the journal.

import { ActionError, AttemptSecrets, checkVersion } from "@ironweave/actions";
import type { Action, HttpClient, VariableStore } from "@ironweave/actions";
import type { Json } from "@ironweave/jq";
import { ApplicationFailure, Context } from "@temporalio/activity";
import { LOCAL_ATTEMPT_MS, PAYLOAD_LIMIT_BYTES, STEP_LOG_LIMITS } from "../limits.ts";
import { ACTION_FAILURE, TOO_SLOW_FOR_LOCAL } from "../messages.ts";
import type { ActionFailure, ActionRequest } from "../messages.ts";
import { StepLog } from "./step-log.ts";
import type { StepLogStore } from "./step-log.ts";
import type { Flight, Flights } from "./flights.ts";

/** Often enough that a cancellation is noticed soon; the SDK sends fewer. */
const HEARTBEAT_MS = 1_000;

/** Where a tenant's secrets are kept. Undefined where there is none of the name. */
export type SecretStore = (tenantId: string, name: string) => Promise<Json | undefined>;

export interface RunActionDeps {
  readonly http: HttpClient;
  readonly secrets: SecretStore;
  /** Where a run's variables are kept. @default nowhere */
  readonly variables?: (tenantId: string, runId: string) => VariableStore;
  /** Where the lines go that steps write, masked before. @default nowhere */
  readonly logs?: StepLogStore;
}

/** The activity of one action. `flights` are those of the process. */
export function createActionActivity(
  action: Action,
  deps: RunActionDeps,
  flights: Flights,
): (request: ActionRequest) => Promise<Json> {
  return async (request) => {
    const temporal = Context.current();
    const isLocal = temporal.info.isLocal;
    // The activity that follows a local attempt carries on what that has begun, where it is in the same process.
    const flight = flights.take(request.idempotencyKey) ?? takeOff(action, request, deps);
    // A local activity has no heartbeat: the workflow task that holds it is watched instead.
    flight.onHeartbeat = (detail) => (isLocal ? undefined : temporal.heartbeat(detail));
    const heartbeat = isLocal ? undefined : setInterval(() => temporal.heartbeat(), HEARTBEAT_MS);
    const stop = (): void => flight.stop();
    temporal.cancellationSignal.addEventListener("abort", stop);
    if (temporal.cancellationSignal.aborted) stop();
    let tooSlow: NodeJS.Timeout | undefined;
    try {
      if (!isLocal) return await flight.result;
      const late = new Promise<undefined>((resolve) => {
        tooSlow = setTimeout(() => resolve(undefined), LOCAL_ATTEMPT_MS);
      });
      const done = await Promise.race([flight.result.then((value) => ({ value })), late]);
      if (done !== undefined) return done.value;
      flights.leave(request.idempotencyKey, flight);
      throw ApplicationFailure.nonRetryable("slower than a local attempt may be", TOO_SLOW_FOR_LOCAL);
    } catch (error) {
      // Cancelled: tells Temporal so; the promise never resolves.
      if (temporal.cancellationSignal.aborted) return await temporal.cancelled;
      throw error;
    } finally {
      clearInterval(heartbeat);
      clearTimeout(tooSlow);
      temporal.cancellationSignal.removeEventListener("abort", stop);
    }
  };
}

/** Begins the action; its deadline runs from now. */
function takeOff(action: Action, request: ActionRequest, deps: RunActionDeps): Flight {
  const secrets = new AttemptSecrets({
    declared: request.secrets,
    find: (name) => deps.secrets(request.tenantId, name),
  });
  const stopped = new AbortController();
  const log = deps.logs === undefined ? undefined : new StepLog(deps.logs, request, STEP_LOG_LIMITS);
  const perform = async (): Promise<Json> => {
    try {
      checkVersion(request.action, request.version);
      const result = await action.run(await secrets.resolve(request.arguments, request.scope, Date.now()), {
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(request.timeoutMs)]),
        timeoutMs: request.timeoutMs,
        http: deps.http,
        idempotencyKey: request.idempotencyKey,
        scope: request.scope,
        ...(deps.variables === undefined ? {} : { variables: deps.variables(request.tenantId, request.runId) }),
        secret: secrets.read,
        conceal: secrets.conceal,
        log: (line) => log?.write(secrets.redactor().text(line)),
        heartbeat: (detail) => flight.onHeartbeat(detail),
      });
      return bounded(secrets.redactor().json(result));
    } catch (error) {
      throw translate(error, secrets);
    } finally {
      // Who sees the step's end finds all of its lines.
      await log?.close();
    }
  };
  const flight: Flight = {
    // One turn later, when `flight` is there for its heartbeats.
    result: Promise.resolve().then(perform),
    stop: () => stopped.abort(),
    onHeartbeat: () => undefined,
  };
  return flight;
}

function translate(error: unknown, secrets: AttemptSecrets): unknown {
  // Ours, masked where it was made.
  if (error instanceof ApplicationFailure) return error;
  const masked = secrets.masked(error);
  // A bug of ours: Temporal's policy decides, and the document never sees it.
  if (!(masked instanceof ActionError)) return masked;
  const { kind, message, status, title, retryAfterMs } = masked;
  return actionFailure({
    kind,
    message,
    ...(status === undefined ? {} : { status }),
    ...(title === undefined ? {} : { title }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function actionFailure(failure: ActionFailure): ApplicationFailure {
  return ApplicationFailure.create({
    message: failure.message,
    type: ACTION_FAILURE,
    nonRetryable: true,
    details: [failure],
  });
}

function bounded(result: Json): Json {
  const size = Buffer.byteLength(JSON.stringify(result) ?? "null");
  if (size <= PAYLOAD_LIMIT_BYTES) return result;
  throw actionFailure({
    kind: "runtime",
    message: `The step's output has ${size} bytes; the limit is ${PAYLOAD_LIMIT_BYTES}.`,
    title: "payload_too_large",
  });
}
