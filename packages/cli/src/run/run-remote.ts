// Runs a document on the server over its public REST API, and waits for the end.

import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "@ironweave/jq";
import { hasEnded } from "@ironweave/schema/run";
import type { RunEvent, RunStatus, WorkflowError } from "@ironweave/schema/run";
import { UsageError } from "../usage-error.ts";
import type { RunResult } from "./run-result.ts";
import type { ServerAddress } from "./server-address.ts";

/** How long the server may hold the request that starts a run, in seconds. */
const WAIT_PER_REQUEST = 30;
/** Between two looks at a run that goes on. */
const POLL_MS = 500;

/** A run as the API shows it; a run that has only just been taken is named by `runId`. */
interface Run {
  readonly id?: string;
  readonly runId?: string;
  readonly status: RunStatus;
  readonly output?: Json;
  readonly error?: WorkflowError | null;
}

interface EventPage {
  readonly events: readonly RunEvent[];
  readonly lastSeq: number;
  /** True where nothing comes after this page any more. */
  readonly done: boolean;
}

export interface RemoteRunOptions {
  readonly server: ServerAddress;
  readonly definition: string;
  readonly input: Json;
  readonly waitSeconds: number;
}

/** The outcome, or undefined with the run's id where it has not ended in time. Throws `UsageError` for the server's refusals. */
export async function runRemote(
  options: RemoteRunOptions,
): Promise<{ readonly id: string; readonly result: RunResult | undefined }> {
  const { server, definition, input, waitSeconds } = options;
  const deadline = Date.now() + waitSeconds * 1000;
  const left = () => Math.max(0, Math.ceil((deadline - Date.now()) / 1000));
  const started = `/api/v1/runs?wait=${Math.min(left(), WAIT_PER_REQUEST)}`;
  let run = await request<Run>(server, "POST", started, { definition, input });
  const id = run.id ?? run.runId;
  if (id === undefined) throw new UsageError(`the server at ${server.url} is not Ironweave: it answers without a run`);
  const path = `/api/v1/runs/${encodeURIComponent(id)}`;
  while (!hasEnded(run.status) && left() > 0) {
    await sleep(POLL_MS);
    run = await request<Run>(server, "GET", path);
  }
  const { status, output = null, error = null } = run;
  if (!hasEnded(status)) return { id, result: undefined };
  const tasks = await startedTasks(server, path);
  return { id, result: { status, output: status === "completed" ? output : null, error, tasks } };
}

/** Names of tasks in the order in which they started. The journal may be a moment behind the outcome. */
async function startedTasks(server: ServerAddress, run: string): Promise<readonly string[]> {
  const tasks: string[] = [];
  for (let after = 0; ;) {
    const { events, lastSeq, done } = await request<EventPage>(server, "GET", `${run}/events?after=${after}`);
    for (const event of events) if (event.type === "task.started") tasks.push(event.name);
    if (done) return tasks;
    after = lastSeq;
    if (events.length === 0) await sleep(POLL_MS);
  }
}

async function request<T>(server: ServerAddress, method: string, path: string, body?: Json): Promise<T> {
  const url = `${server.url}${path}`;
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${server.token}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout((WAIT_PER_REQUEST + 30) * 1000),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new UsageError(`no server answers at ${server.url} (${cause}); start it with npm start, or use --local`);
  }
  const text = await response.text();
  const json = parseJson(text);
  if (response.ok && json !== undefined) return json as T;
  throw new UsageError(refusal(server, response.status, json));
}

function refusal(server: ServerAddress, status: number, json: Json | undefined): string {
  if (status === 401) return `the server at ${server.url} does not know this token; set IRONWEAVE_TOKEN`;
  const answer = json as { readonly error?: { readonly message?: string } } | null | undefined;
  const reason = answer?.error?.message ?? "it gave no reason";
  return `the server at ${server.url} refused (${status}): ${reason}`;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
