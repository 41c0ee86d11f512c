// Numbers the run's events, sends each at once through the sink, and makes them durable at the points where it counts.
// Sandbox code. Invariants: `seq` has no gap, across continue-as-new too; an event is forgotten only after an activity has
// confirmed that it is stored; the run's last event goes by the activity alone, so that no crash can show a false end.
// Printing large values is the dearest thing a workflow task does, so a seal names large events before it carries them.

import { isLargerThan, jsonSize, standardFault } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import { endsRun, headOf } from "@ironweave/schema/run";
import type { RunEvent, RunEventBody, RunEventHead, WorkflowError } from "@ironweave/schema/run";
import { PAYLOAD_LIMIT_BYTES } from "../limits.ts";
import type { RESEND, SealAnswer, SealRequest } from "../messages.ts";

/** Events, and about how many bytes, of one seal; a larger backlog is sealed in several. */
const SEAL_CHUNK = 500;
const SEAL_CHUNK_BYTES = 200_000;
/** Data up to about so many bytes travel with each seal. */
const CARRIED_BYTES = 2_000;
/** Unsealed events at which the next wait seals. */
const SEAL_BACKLOG = 256;

export interface JournalPort {
  now(): number;
  /** Fast and lossy. */
  send(event: RunEvent): void;
  /** Slow and sure. */
  seal(request: Pick<SealRequest, "events" | "final">): Promise<SealAnswer>;
  /** Told when the journal turns out to be closed: nothing that this execution does can enter it any more. */
  onClosed(): void;
}

export class Journal {
  readonly #port: JournalPort;
  #nextSeq: number;
  #unsealed: RunEvent[] = [];
  #sealing: Promise<void> = Promise.resolve();
  #refusal: WorkflowError | undefined;
  #closedBy: RunEvent | undefined;

  /** `nextSeq` continues the numbering of the execution before. */
  constructor(port: JournalPort, nextSeq = 1) {
    this.#port = port;
    this.#nextSeq = nextSeq;
  }

  get nextSeq(): number {
    return this.#nextSeq;
  }

  /** True when so much is unsealed that the next wait should seal. */
  get isBacklogged(): boolean {
    return this.#unsealed.length >= SEAL_BACKLOG;
  }

  get hasUnsealed(): boolean {
    return this.#unsealed.length > 0;
  }

  /** The fault that stands in the journal in place of a completion whose output is too large to be stored. */
  get refusal(): WorkflowError | undefined {
    return this.#refusal;
  }

  /** The event that had ended the run before this execution got there (a task executed twice, or ended by the server). */
  get closedBy(): RunEvent | undefined {
    return this.#closedBy;
  }

  record(body: RunEventBody): void {
    const event: RunEvent = { ...this.#bounded(body), seq: this.#nextSeq++, at: this.#port.now() };
    this.#unsealed.push(event);
    if (!endsRun(body)) this.#port.send(event);
  }

  /** Resolves when everything recorded so far is stored. One seal at a time; later callers wait for the earlier. */
  seal(final = false): Promise<void> {
    this.#sealing = this.#sealing.then(() => this.#sealNow(final));
    return this.#sealing;
  }

  async #sealNow(final: boolean): Promise<void> {
    while (this.#unsealed.length > 0) {
      const events = firstChunk(this.#unsealed);
      const closedBy = await this.#store(events, final && events.length === this.#unsealed.length);
      this.#unsealed.splice(0, events.length);
      if (closedBy === null) continue;
      this.#closedBy = closedBy;
      this.#unsealed = [];
      this.#port.onClosed();
    }
  }

  /** The event that had ended the run before, or null. */
  async #store(events: readonly RunEvent[], final: boolean): Promise<RunEvent | null> {
    const first = await this.#port.seal({ events: events.map(light), final });
    const answer = isResend(first) ? await this.#port.seal({ events, final }) : first;
    if (isResend(answer)) throw new Error("a seal of whole events asked for whole events");
    // Histories of before have no value here.
    return answer ?? null;
  }

  /** The event as it can be stored: too large a value is replaced, too large a result is a fault. */
  #bounded(body: RunEventBody): RunEventBody {
    if (!isLargerThan(dataOf(body), PAYLOAD_LIMIT_BYTES)) return body;
    if (body.type === "workflow.completed") {
      const detail = "The output of the workflow is larger than 16 MiB.";
      this.#refusal = standardFault("runtime", detail, { title: "payload_too_large", instance: "/output" }).error;
      return { type: "workflow.faulted", error: this.#refusal };
    }
    return "output" in body ? { ...body, output: TOO_LARGE } : "input" in body ? { ...body, input: TOO_LARGE } : body;
  }
}

/** What stands in the journal for a value that is too large to be stored. The run itself has the value. */
const TOO_LARGE = { "ironweave:omitted": "payload_too_large" } as const;

function firstChunk(events: readonly RunEvent[]): readonly RunEvent[] {
  let bytes = 0;
  const end = events.findIndex((event, index) => {
    bytes += jsonSize(dataOf(event), SEAL_CHUNK_BYTES) + 200;
    return index > 0 && (index >= SEAL_CHUNK || bytes > SEAL_CHUNK_BYTES);
  });
  return end === -1 ? [...events] : events.slice(0, end);
}

/** The run's last event is never sent ahead, so it always travels whole. */
function light(event: RunEvent): RunEvent | RunEventHead {
  if (endsRun(event)) return event;
  return jsonSize(dataOf(event), CARRIED_BYTES) > CARRIED_BYTES ? headOf(event) : event;
}

function dataOf(body: RunEventBody): Json {
  return "output" in body ? body.output : "input" in body ? body.input : null;
}

function isResend(answer: SealAnswer): answer is typeof RESEND {
  return answer !== null && answer !== undefined && "resend" in answer;
}
