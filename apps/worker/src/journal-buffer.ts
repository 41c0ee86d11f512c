// The fast path of the journal in the worker's process: takes events from the sink and writes them in batches, at once.
// It may lose events (a crash, a database outage): the seal carries them again, and only what is missing is written.
// Invariants: the store never has a gap, so that who reads `seq > n` misses nothing; one write of a run at a time;
// memory is bounded; a failed write never rejects into the SDK.

import type { RunEvent, RunEventHead } from "@ironweave/schema/run";
import { RESEND } from "./messages.ts";

/** What became of events given to the store. */
export interface JournalAppend {
  /** True where nothing was written because what is stored is later: these events come from an execution given up. */
  readonly stale: boolean;
  /** The event that had ended the run before, where the events say otherwise. */
  readonly endedBy?: RunEvent;
}

/** Where events are kept. Repeating an event is harmless: rows are keyed by (run, seq), and the later of two counts. */
export interface JournalStore {
  /** `sealed` events are what the run did, whatever is stored. */
  append(tenantId: string, runId: string, events: readonly RunEvent[], sealed: boolean): Promise<JournalAppend>;
  /** True when every event from 1 to `seq` is stored. */
  isComplete(tenantId: string, runId: string, seq: number): Promise<boolean>;
}

export interface JournalBufferOptions {
  readonly store: JournalStore;
  /** Told of failed writes, which are repeated. */
  readonly onError: (error: unknown) => void;
  /** Events that wait in all runs together; beyond it a run's fast path is held until its next seal. @default 20,000 */
  readonly maxWaiting?: number;
  /** @default 250, doubled up to 5 s */
  readonly firstRetryMs?: number;
}

/** Runs remembered while nothing of them waits. */
const MAX_RUNS = 5_000;
const LAST_RETRY_MS = 5_000;

interface RunBuffer {
  waiting: RunEvent[];
  /** All events up to here are stored; undefined when this process does not know. */
  storedTo: number | undefined;
  /**
   * Times of the events that this process has stored since the last seal, by number. A task that is executed again makes
   * events of the same numbers at other times, which must not be taken for stored.
   */
  storedAt: Map<number, number>;
  /** Something before the next event may be missing: the fast path waits for the seal. */
  held: boolean;
  writing: Promise<void> | undefined;
}

const ignore = (): void => undefined;

export class JournalBuffer {
  readonly #options: Required<JournalBufferOptions>;
  readonly #runs = new Map<string, RunBuffer>();
  #waiting = 0;
  #closed = false;

  constructor(options: JournalBufferOptions) {
    this.#options = { maxWaiting: 20_000, firstRetryMs: 250, ...options };
  }

  /** Takes one event of the sink. Returns at once. */
  append(tenantId: string, runId: string, event: RunEvent): void {
    const run = this.#run(runId);
    if (run.held) return;
    // A workflow task that is executed again sends its events again: the later ones count.
    if (run.storedTo !== undefined && event.seq <= run.storedTo) run.storedTo = event.seq - 1;
    this.#replaceWaiting(run, [...run.waiting.filter((waiting) => waiting.seq < event.seq), event]);
    if (this.#waiting > this.#options.maxWaiting) this.#hold(run);
    else this.#startWriting(tenantId, runId, run);
  }

  /**
   * Resolves when all of `events` are stored, which follow without a gap on what was sealed before; or with the event that
   * had ended the run before, where they say otherwise; or with `RESEND`, and nothing is stored, where one that is missing
   * came as its head.
   */
  async seal(
    tenantId: string,
    runId: string,
    events: readonly (RunEvent | RunEventHead)[],
    final: boolean,
  ): Promise<RunEvent | typeof RESEND | undefined> {
    const last = events.at(-1);
    if (last === undefined) return undefined;
    const run = this.#run(runId);
    // What waits is stored first, so that nothing is written twice; of what fails, the seal carries all it vouches for.
    while (run.writing !== undefined) await run.writing;
    const unknown = events.filter((event) => run.storedAt.get(event.seq) !== event.at);
    const missing = unknown.filter(isWhole);
    if (missing.length < unknown.length) return RESEND;
    this.#replaceWaiting(run, run.held ? [] : run.waiting.filter((event) => event.seq > last.seq));
    run.held = false;
    let endedBy: RunEvent | undefined;
    if (missing.length === 0) {
      for (const { seq } of events) run.storedAt.delete(seq);
    } else {
      const storing = this.#store(tenantId, runId, missing);
      run.writing = storing.then(ignore, ignore);
      try {
        endedBy = await storing;
      } finally {
        run.writing = undefined;
      }
      // What lay behind may have been removed with this; the next seal carries it again.
      run.storedAt.clear();
      run.storedTo = last.seq;
    }
    if (final || endedBy !== undefined) this.#forget(runId, run);
    else if (run.waiting.length > 0) this.#startWriting(tenantId, runId, run);
    return endedBy;
  }

  /** Ends retrying and waits for the writes under way. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const run of this.#runs.values()) await run.writing;
  }

  /** Writes until it succeeds. Rejects where the buffer is closed meanwhile. */
  async #store(tenantId: string, runId: string, events: readonly RunEvent[]): Promise<RunEvent | undefined> {
    for (let retryMs = this.#options.firstRetryMs; !this.#closed; retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)) {
      try {
        return (await this.#options.store.append(tenantId, runId, events, true)).endedBy;
      } catch (error) {
        this.#options.onError(error);
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
    throw new Error("the worker is stopping");
  }

  #run(runId: string): RunBuffer {
    let run = this.#runs.get(runId);
    if (run === undefined) {
      if (this.#runs.size >= MAX_RUNS) this.#forgetOneIdle();
      run = { waiting: [], storedTo: undefined, storedAt: new Map(), held: false, writing: undefined };
      this.#runs.set(runId, run);
    }
    return run;
  }

  #forgetOneIdle(): void {
    for (const [runId, run] of this.#runs) {
      if (run.waiting.length === 0 && run.writing === undefined) {
        this.#runs.delete(runId);
        return;
      }
    }
  }

  #forget(runId: string, run: RunBuffer): void {
    this.#replaceWaiting(run, []);
    this.#runs.delete(runId);
  }

  #replaceWaiting(run: RunBuffer, events: RunEvent[]): void {
    this.#waiting += events.length - run.waiting.length;
    run.waiting = events;
  }

  #hold(run: RunBuffer): void {
    run.held = true;
    this.#replaceWaiting(run, []);
  }

  #startWriting(tenantId: string, runId: string, run: RunBuffer): void {
    // The events of one activation arrive together: one turn of the loop later they are one batch.
    run.writing ??= new Promise((resolve) => setImmediate(resolve)).then(async () => {
      await this.#drain(tenantId, runId, run);
      run.writing = undefined;
    });
  }

  async #drain(tenantId: string, runId: string, run: RunBuffer): Promise<void> {
    let retryMs = this.#options.firstRetryMs;
    while (run.waiting.length > 0 && !this.#closed) {
      const batch = run.waiting;
      const [first] = batch;
      const last = batch.at(-1);
      if (first === undefined || last === undefined) return;
      try {
        if (!(await this.#follows(tenantId, runId, run, first.seq))) {
          this.#hold(run);
          return;
        }
        const { stale, endedBy } = await this.#options.store.append(tenantId, runId, batch, false);
        if (stale || endedBy !== undefined) {
          this.#hold(run);
          return;
        }
        for (const event of batch) run.storedAt.set(event.seq, event.at);
        // What was taken back meanwhile (a workflow task executed again) counts as not stored.
        const kept = run.waiting.filter((event, index) => event !== batch[index]);
        run.storedTo = Math.min(last.seq, (kept[0]?.seq ?? last.seq + 1) - 1);
        this.#replaceWaiting(run, kept);
        retryMs = this.#options.firstRetryMs;
      } catch (error) {
        this.#options.onError(error);
        await new Promise((resolve) => setTimeout(resolve, retryMs));
        retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      }
    }
  }

  async #follows(tenantId: string, runId: string, run: RunBuffer, seq: number): Promise<boolean> {
    if (seq === 1 || run.storedTo === seq - 1) return true;
    return this.#options.store.isComplete(tenantId, runId, seq - 1);
  }
}

const DATA: { readonly [T in RunEvent["type"]]?: "input" | "output" } = {
  "workflow.started": "input",
  "workflow.completed": "output",
  "task.started": "input",
  "task.completed": "output",
};

function isWhole(event: RunEvent | RunEventHead): event is RunEvent {
  const data = DATA[event.type];
  return data === undefined || data in event;
}
