// Runs a document on the server over its public REST API, and waits for the end.

import type { Json } from "@ironweave/jq";
import type { RunEvent, WorkflowError } from "@ironweave/schema/run";
import { UsageError } from "../usage-error.ts";
import type { RunResult } from "./run-result.ts";
import type { ServerAddress } from "./server-address.ts";

/** How long the server may hold one request, in seconds. */
const WAIT_PER_REQUEST = 30;

interface Run {
  readonly id: string;
  readonly status: string;
  readonly output?: Json;
  readonly error?: WorkflowError | null;
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
  let run = await request<Run>(server, "POST", `/api/v1/runs?wait=${Math.min(left(), WAIT_PER_REQUEST)}`, {
    definition,
    input,
  });
  while (!hasEnded(run) && left() > 0) {
    const wait = Math.min(left(), WAIT_PER_REQUEST);
    const asked = Date.now();
    run = await request<Run>(server, "GET", `/api/v1/runs/${encodeURIComponent(run.id)}?wait=${wait}`);
    // A server that answers at once is asked again after a moment.
    if (!hasEnded(run) && Date.now() - asked < 500) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  if (!hasEnded(run)) return { id: run.id, result: undefined };
  const tasks = await startedTasks(server, run.id);
  const { status, output = null, error = null } = run;
  return { id: run.id, result: { status, output: status === "completed" ? output : null, error, tasks } };
}

function hasEnded(run: Run): run is Run & { readonly status: RunResult["status"] } {
  return run.status === "completed" || run.status === "faulted" || run.status === "cancelled";
}

async function startedTasks(server: ServerAddress, id: string): Promise<readonly string[]> {
  const tasks: string[] = [];
  for (let after = 0; ;) {
    const path = `/api/v1/runs/${encodeURIComponent(id)}/events?after=${after}`;
    const answer = await request<readonly RunEvent[] | { readonly events: readonly RunEvent[] }>(server, "GET", path);
    const page = ("events" in answer ? answer.events : answer).filter(({ seq }) => seq > after);
    for (const event of page) if (event.type === "task.started") tasks.push(event.name);
    const last = page.at(-1);
    if (last === undefined || (last.type.startsWith("workflow.") && last.type !== "workflow.started")) return tasks;
    after = last.seq;
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
  const problem = json as
    | { readonly detail?: string; readonly title?: string; readonly message?: string }
    | null
    | undefined;
  const reason = problem?.detail ?? problem?.message ?? problem?.title ?? "it gave no reason";
  return `the server at ${server.url} refused (${status}): ${reason}`;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
