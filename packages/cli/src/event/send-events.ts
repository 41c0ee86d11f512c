// Sends CloudEvents to a server's gateway, in batches. The server knows an event again by its source and id, so a batch of which
// it is not known whether it arrived is simply sent again.

import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "@ironweave/jq";
import type { ServerAddress } from "../run/server-address.ts";
import { UsageError } from "../usage-error.ts";

const BATCH = 100;
const BATCH_BYTES = 3 * 1_048_576;
const PAUSE_MS = 500;

export interface SentEvent {
  readonly source: string;
  readonly id: string;
  /** The server had it before. */
  readonly duplicate: boolean;
}

export interface SendResult {
  readonly sent: readonly SentEvent[];
  /** What no server took, because none answered; the reason is in `problem`. */
  readonly unsent: readonly JsonObject[];
  readonly problem?: string;
}

/** Sends all, trying again for `waitSeconds` while no server answers or it is not ready. Throws `UsageError` where it refuses. */
export async function sendEvents(
  server: ServerAddress,
  events: readonly JsonObject[],
  waitSeconds: number,
): Promise<SendResult> {
  const deadline = Date.now() + waitSeconds * 1_000;
  const sent: SentEvent[] = [];
  for (const batch of batchesOf(events)) {
    for (;;) {
      const outcome = await sendBatch(server, batch);
      if ("sent" in outcome) {
        sent.push(...outcome.sent);
        break;
      }
      if (Date.now() + PAUSE_MS >= deadline) {
        return { sent, unsent: events.slice(sent.length), problem: outcome.problem };
      }
      await sleep(PAUSE_MS);
    }
  }
  return { sent, unsent: [] };
}

function batchesOf(events: readonly JsonObject[]): readonly (readonly JsonObject[])[] {
  const batches: JsonObject[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event));
    const last = batches.at(-1);
    if (last === undefined || last.length === BATCH || bytes + size > BATCH_BYTES) {
      batches.push([event]);
      bytes = size;
    } else {
      last.push(event);
      bytes += size;
    }
  }
  return batches;
}

type BatchOutcome = { readonly sent: readonly SentEvent[] } | { readonly problem: string };

async function sendBatch(server: ServerAddress, events: readonly JsonObject[]): Promise<BatchOutcome> {
  const [only, ...more] = events;
  const isOne = more.length === 0;
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${server.url}/api/v1/events`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${server.token}`,
        "content-type": isOne ? "application/cloudevents+json" : "application/cloudevents-batch+json",
      },
      body: JSON.stringify(isOne ? only : events),
      signal: AbortSignal.timeout(30_000),
    });
    text = await response.text();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { problem: `no server answers at ${server.url} (${cause})` };
  }
  if (response.ok) return { sent: (JSON.parse(text) as { readonly events: readonly SentEvent[] }).events };
  if (response.status >= 500) return { problem: `the server at ${server.url} is not ready (${response.status})` };
  if (response.status === 401) {
    throw new UsageError(`the server at ${server.url} does not know this token; set IRONWEAVE_TOKEN`);
  }
  throw new UsageError(`the server at ${server.url} refused (${response.status}): ${reasonIn(text)}`);
}

function reasonIn(text: string): string {
  try {
    const answer = JSON.parse(text) as { readonly error?: { readonly message?: string } } | null;
    return answer?.error?.message ?? "it gave no reason";
  } catch {
    return "it gave no reason";
  }
}
