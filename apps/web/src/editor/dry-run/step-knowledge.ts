// What runs have told of the steps of the draft: a dry run in the background, with its pins, and the latest completed run on the
// server, of which only the steps that somebody looks at are fetched. Nothing runs while nobody asks. No React.
// The invariant: what is told is at most half a second and one run old, and stays until the next is there.

import type { Json } from "@ironweave/jq";
import type { Reference } from "@ironweave/schema";
import type { RunEvent } from "@ironweave/schema/run";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { EditorBackend, PastRun } from "../backend/editor-backend.ts";
import { taskAt, type GraphIndex } from "../kernels/graph-index.ts";
import { namePath } from "../store/carry-references.ts";
import type { EditorStore } from "../store/editor-state.ts";
import type { PinStore } from "../store/pin-store.ts";
import type { DryRunPlan } from "./dry-run.ts";
import type { DryRunClient } from "./dry-run-client.ts";
import { eventsToFetch } from "./past-run-events.ts";
import type { RunKnowledge } from "./step-data.ts";

/** What is known at the moment. */
export interface StepKnowledge {
  readonly dryRun: RunKnowledge | undefined;
  readonly past: PastRun | undefined;
  /** Events of the past run that have been fetched, in their order. */
  readonly pastEvents: readonly RunEvent[];
}

/** The knowledge of an open workflow. */
export interface KnowledgeStore extends Pick<StoreApi<StepKnowledge>, "getState" | "subscribe" | "getInitialState"> {
  /** Somebody looks; the returned function says that they do not any more. */
  want(): () => void;
  /** Somebody looks at a place: what its step had in the past run is fetched. */
  look(at: Reference): void;
  /** What a step gave in the past run; undefined where it is not known. */
  pastOutput(task: Reference): Promise<Json | undefined>;
  stop(): void;
}

/** `planOf` reads the plan of a dry run from what was typed and suggested for it. */
export interface KnowledgeOptions {
  readonly store: Pick<EditorStore, "getState" | "subscribe">;
  readonly pins: PinStore;
  readonly backend: Pick<EditorBackend, "lastRun" | "runEvent">;
  readonly client: () => DryRunClient;
  readonly planOf: (index: GraphIndex, document: Json) => DryRunPlan;
  readonly later: (run: () => void, ms: number) => () => void;
}

const PAUSE_MS = 500;
/** Beyond this a run for every change costs more than it tells. */
const MOST_TASKS = 400;
const MOST_EXECUTIONS = 1000;

/** Knows nothing until somebody wants to know. */
export function createStepKnowledge({ store, pins, backend, client, planOf, later }: KnowledgeOptions): KnowledgeStore {
  const known = createStore<StepKnowledge>(() => ({ dryRun: undefined, past: undefined, pastEvents: [] }));
  const { getState, setState } = known;
  const asked = new Set<number>();
  let runner: DryRunClient | undefined;
  let wanted = 0;
  let cancel = () => {};
  let pastAsked = false;
  let looked: Reference | undefined;

  function run(): void {
    const { index, source } = store.getState().drawing;
    const document = source.value;
    if (document === undefined || index.order.length === 0 || index.order.length > MOST_TASKS)
      return setState({ dryRun: undefined });
    runner ??= client();
    const plan = { ...planOf(index, document), maxExecutions: MOST_EXECUTIONS };
    return runner.run(plan, (answer) =>
      setState({
        dryRun: answer.type === "result" ? { document, index, input: plan.input, result: answer.result } : undefined,
      }),
    );
  }

  function soon(): void {
    cancel();
    if (wanted > 0) cancel = later(run, PAUSE_MS);
  }

  async function readPast(): Promise<void> {
    pastAsked = true;
    try {
      const past = await backend.lastRun();
      setState({ past });
      if (looked !== undefined) await fetchFor(looked);
    } catch {
      // Offline, or not allowed to read runs: expressions are tried on the dry run alone.
    }
  }

  async function fetchFor(at: Reference): Promise<void> {
    const { past } = getState();
    const { index } = store.getState().drawing;
    const task = taskAt(index, at);
    if (past === undefined || task === undefined) return;
    const missing = eventsToFetch(past.heads, index, task).filter((seq) => !asked.has(seq));
    if (missing.length === 0) return;
    for (const seq of missing) asked.add(seq);
    const events = await Promise.all(missing.map((seq) => backend.runEvent(past.id, seq)));
    setState({ pastEvents: [...getState().pastEvents, ...events].toSorted((a, b) => a.seq - b.seq) });
  }

  const stopText = store.subscribe((state, old) => {
    if (state.drawing === old.drawing) return;
    pins.carry(old.drawing.index, state.drawing.index);
    soon();
  });
  const stopPins = pins.subscribe(soon);

  return {
    getState,
    subscribe: known.subscribe,
    getInitialState: known.getInitialState,
    want() {
      wanted += 1;
      if (wanted === 1) soon();
      if (!pastAsked) void readPast();
      return () => {
        wanted -= 1;
        if (wanted === 0) cancel();
      };
    },
    look(at) {
      looked = at;
      fetchFor(at).catch(() => {});
    },
    async pastOutput(task) {
      await fetchFor(task);
      const path = namePath(task);
      const end = getState().pastEvents.findLast(
        (event) => event.type === "task.completed" && namePath(event.task) === path,
      );
      return end?.type === "task.completed" ? end.output : undefined;
    },
    stop() {
      cancel();
      stopText();
      stopPins();
      runner?.stop();
    },
  };
}

/** The past run as knowledge of the draft: its events with the references that their steps have now. */
export function pastKnowledge(
  { past, pastEvents }: StepKnowledge,
  document: Json,
  index: GraphIndex,
): RunKnowledge | undefined {
  if (past === undefined || pastEvents.length === 0) return undefined;
  const now = new Map(index.order.map((task) => [namePath(task), task]));
  const events = pastEvents.flatMap((event): readonly RunEvent[] => {
    if (!("task" in event)) return [event];
    const task = now.get(namePath(event.task));
    return task === undefined ? [] : [{ ...event, task }];
  });
  return { document, index, input: past.input, result: { events, calls: [] } };
}
