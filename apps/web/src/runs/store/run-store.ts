// The state of a run page: the journal so far, the run as folded from it, and what the reader looks at. No React here.
// The invariant: `snapshot` is the fold of the events up to `cursor` (or of all of them while the reader follows along).

import { applyRunEvents, emptyRunSnapshot } from "@ironweave/schema/run";
import type { RunEventHead, RunSnapshot } from "@ironweave/schema/run";
import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";
import { EMPTY_EXECUTION_INDEX, indexExecutions } from "../model/execution-index.ts";
import type { ExecutionIndex } from "../model/execution-index.ts";
import type { StepFacts } from "../model/waiting-for.ts";

/**
 * Whether news arrive: `live` as they happen, `retrying` after the stream broke, `ended` when the run is over, `signed-out` where the
 * reader may not read it any more.
 */
export type Connection = "connecting" | "live" | "retrying" | "ended" | "signed-out";

export interface RunState {
  /** True while what had happened before the page opened is not here yet: nothing can be said of it. */
  readonly opening: boolean;
  readonly events: readonly RunEventHead[];
  readonly executions: ExecutionIndex;
  readonly connection: Connection;
  /** The newest state of the run, whatever the reader looks at. */
  readonly latest: RunSnapshot;
  /** The state the page shows: `latest`, or that at `cursor`. */
  readonly snapshot: RunSnapshot;
  /** Sequence number the reader went back to; undefined while following. */
  readonly cursor: number | undefined;
  /** Reference of the selected task, "" for the run itself. */
  readonly selected: string;
  /** Undefined until the definition has been read. */
  readonly steps: StepFacts | undefined;
  /** Number of the execution shown of the selected task; undefined shows the latest. */
  readonly execution: number | undefined;
}

export interface RunActions {
  /**
   * Takes events in order. Those already known are ignored; one that differs from the known one of its number takes its place,
   * and all that came after goes: the run went otherwise from there on.
   */
  readonly append: (events: readonly RunEventHead[]) => void;
  readonly setConnection: (connection: Connection) => void;
  readonly setSteps: (steps: StepFacts) => void;
  readonly select: (task: string, execution?: number) => void;
  /** Shows the run as it was after an event; undefined follows again. */
  readonly scrub: (seq: number | undefined) => void;
}

export type RunStore = StoreApi<RunState & RunActions>;

/** A snapshot is kept at least every so many events, so that going back folds at most that many. */
const CHECKPOINT_EVERY = 250;

/** A store for one run page, empty until events are appended. `lastSeq` is the last event known when the page was made. */
export function createRunStore(lastSeq = 0): RunStore {
  const checkpoints: RunSnapshot[] = [emptyRunSnapshot];

  const at = (events: readonly RunEventHead[], seq: number): RunSnapshot => {
    const start = checkpoints.findLast((checkpoint) => checkpoint.seq <= seq) ?? emptyRunSnapshot;
    const since = events.filter((event) => event.seq > start.seq && event.seq <= seq);
    return applyRunEvents(start, since);
  };

  return createStore<RunState & RunActions>()((set, get) => {
    const forgetFrom = (seq: number): void => {
      while (checkpoints.length > 1 && (checkpoints.at(-1)?.seq ?? 0) >= seq) checkpoints.pop();
      const events = get().events.filter((event) => event.seq < seq);
      const latest = at(events, seq - 1);
      const { cursor, snapshot } = get();
      const kept = cursor !== undefined && cursor < seq;
      set({
        events,
        executions: indexExecutions(EMPTY_EXECUTION_INDEX, events),
        latest,
        ...(kept ? { snapshot } : { cursor: undefined, snapshot: latest }),
      });
    };
    return {
      opening: lastSeq > 0,
      events: [],
      executions: EMPTY_EXECUTION_INDEX,
      connection: "connecting",
      latest: emptyRunSnapshot,
      snapshot: emptyRunSnapshot,
      cursor: undefined,
      selected: "",
      execution: undefined,
      steps: undefined,

      append: (incoming) => {
        const rewritten = firstRewritten(get().events, incoming);
        if (rewritten !== undefined) forgetFrom(rewritten);
        const { events, executions, latest, cursor } = get();
        const fresh = incoming.filter((event) => event.seq > latest.seq);
        if (fresh.length === 0) return;
        let next = latest;
        for (const batch of inBatches(fresh)) {
          next = applyRunEvents(next, batch);
          const kept = checkpoints.at(-1)?.seq ?? 0;
          if (next.seq - kept >= CHECKPOINT_EVERY) checkpoints.push(next);
        }
        set({
          events: [...events, ...fresh],
          executions: indexExecutions(executions, fresh),
          latest: next,
          opening: false,
          ...(cursor === undefined ? { snapshot: next } : {}),
        });
      },

      setConnection: (connection) => {
        // Where the stream is over there is nothing to wait for.
        set({ connection, ...(connection === "ended" ? { opening: false } : {}) });
      },

      setSteps: (steps) => {
        set({ steps });
      },

      select: (task, execution) => {
        set({ selected: task, execution });
      },

      scrub: (seq) => {
        const { events, latest } = get();
        if (seq === undefined || seq >= latest.seq) set({ cursor: undefined, snapshot: latest });
        else set({ cursor: Math.max(0, seq), snapshot: at(events, Math.max(0, seq)) });
      },
    };
  });
}

/** The number of the first event that is known otherwise. */
function firstRewritten(known: readonly RunEventHead[], incoming: readonly RunEventHead[]): number | undefined {
  const last = known.at(-1)?.seq ?? 0;
  if ((incoming[0]?.seq ?? 1) > last) return undefined;
  const bySeq = new Map(known.map((event) => [event.seq, event]));
  return incoming.find((event) => {
    const there = bySeq.get(event.seq);
    return there !== undefined && (there.at !== event.at || there.type !== event.type);
  })?.seq;
}

// A batch is folded at once, which is cheaper than event by event; live batches are small, so checkpoints are thinned out.
function* inBatches(events: readonly RunEventHead[]): Generator<readonly RunEventHead[]> {
  for (let start = 0; start < events.length; start += CHECKPOINT_EVERY)
    yield events.slice(start, start + CHECKPOINT_EVERY);
}
