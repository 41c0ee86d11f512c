// A past run as it is replayed: which version ran, with what input, and its journal, read page by page through the same procedures as
// the run's page, so redacted as there. The invariant: only data that a replay reads are kept, so that a large run stays small here; of other
// outputs a digest is.

import type { Json } from "@ironweave/jq";
import { kindOfTask, parseSource, resolveReference } from "@ironweave/schema";
import { hasEnded, type RunEvent, type RunStatus } from "@ironweave/schema/run";
import { outputDigest } from "./output-digest.ts";

/** A run without its journal. */
export interface PastRunOpening {
  readonly id: string;
  readonly workflowId: string;
  readonly status: RunStatus;
  readonly version: { readonly number: number; readonly text: string };
  readonly input: Json;
  readonly lastSeq: number;
}

/** Where past runs are read. */
export interface PastRuns {
  openRun(runId: string): Promise<PastRunOpening>;
  /** Events after a number, with their data; `done` where none is left. */
  runEvents(runId: string, after: number): Promise<{ readonly events: readonly RunEvent[]; readonly done: boolean }>;
}

/** What a replay works on. */
export interface RecordedRun {
  readonly id: string;
  readonly version: number;
  readonly document: Json;
  readonly input: Json;
  readonly ended: boolean;
  /** In their order; outputs only of steps that reached outside or waited for events, inputs of none. */
  readonly events: readonly RunEvent[];
  /** What every step gave, and the run itself: digests by the number of the event. */
  readonly outputs: ReadonlyMap<number, string>;
}

/** Beyond this a replay in the page would take longer than it tells. */
const MOST_EVENTS = 10_000;
const MOST_CHARACTERS = 32_000_000;

/** The run, or a sentence why it cannot be replayed. Rejects where the server gives no answer. */
export async function readRecordedRun(
  runs: PastRuns,
  workflowId: string,
  runId: string,
): Promise<RecordedRun | { readonly refused: string }> {
  const run = await runs.openRun(runId);
  if (run.workflowId !== workflowId) return { refused: "This run is of another workflow." };
  if (run.lastSeq > MOST_EVENTS)
    return {
      refused: `The run has more than ${MOST_EVENTS.toLocaleString("en")} events: too many to be replayed in a page.`,
    };
  const document = parseSource(run.version.text).value ?? null;
  const events: RunEvent[] = [];
  const outputs = new Map<number, string>();
  let characters = 0;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before ended
    const page = await runs.runEvents(runId, events.at(-1)?.seq ?? 0);
    for (const event of page.events) {
      if ("output" in event) outputs.set(event.seq, outputDigest(event.output));
      const kept = withoutUnread(event, document);
      if ("output" in kept) characters += JSON.stringify(kept.output).length;
      events.push(kept);
    }
    if (characters > MOST_CHARACTERS)
      return { refused: "The answers of this run are too large to be replayed in a page." };
    if (page.done || page.events.length === 0) break;
  }
  const { id, version, input, status } = run;
  return { id, version: version.number, document, input, ended: hasEnded(status), events, outputs };
}

function withoutUnread(event: RunEvent, document: Json): RunEvent {
  if (event.type === "workflow.started" || event.type === "task.started") return { ...event, input: null };
  if (event.type !== "task.completed") return event;
  const kind = kindOfTask(resolveReference(document, event.task));
  return kind === "call" || kind === "run" || kind === "listen" ? event : { ...event, output: null };
}
