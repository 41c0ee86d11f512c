// The first part of a run's journal as a plain request, whose address the server writes into the page: the browser asks for it
// while it still loads the scripts (a preload), and what the page asks for here is that answer.

import type { RouterOutputs } from "../trpc/trpc-client.ts";

type OpeningHeads = RouterOutputs["run"]["heads"];

/** Address of the procedure `run.heads`. Preload and request must name the same to the letter. */
export function openingHeadsPath(runId: string): string {
  return `/api/trpc/run.heads?input=${encodeURIComponent(JSON.stringify({ id: runId }))}`;
}

/** The heads, or undefined where they cannot be had: the stream then begins at the first event, or says what is wrong. */
export async function fetchOpeningHeads(runId: string, signal: AbortSignal): Promise<OpeningHeads | undefined> {
  try {
    const answer = await fetch(openingHeadsPath(runId), { signal });
    if (!answer.ok) return undefined;
    const { result } = (await answer.json()) as { readonly result: { readonly data: OpeningHeads } };
    return result.data;
  } catch {
    return undefined;
  }
}
