// The state of a dry run: what was typed, what came of it, and where the reader stands in it. No React, no worker of its own.
// The invariant: `result` belongs to the newest texts that could be read, and the cursor never lies beyond its events.

import type { Json } from "@ironweave/jq";
import type { Reference } from "@ironweave/schema";
import type { RunEvent } from "@ironweave/schema/run";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { PinStore } from "../store/pin-store.ts";
import type { DryRunPlan, DryRunResult } from "./dry-run.ts";
import type { DryRunAnswer, DryRunClient } from "./dry-run-client.ts";
import { readPlan, type PlanProblem, type PlanTexts } from "./read-plan.ts";

/** Everything that the dry run shows. */
export interface DryRunState {
  readonly texts: PlanTexts;
  readonly problems: readonly PlanProblem[];
  readonly busy: boolean;
  readonly result: DryRunResult | undefined;
  /** Why there is no result for these texts. */
  readonly failure: string | undefined;
  /** Sequence number of the event that was the last to happen; undefined shows the end. */
  readonly cursor: number | undefined;
  readonly selected: Reference | undefined;
  /** Number of the execution shown of the selected task; undefined shows the latest. */
  readonly execution: number | undefined;
  /** The edge whose data are shown, by its id. */
  readonly edge: string | undefined;
}

/** State and the ways to change it. */
export interface DryRunStore extends Pick<StoreApi<DryRunState>, "getState" | "subscribe" | "getInitialState"> {
  /** Changes texts and runs again shortly after. */
  edit(change: Partial<PlanTexts>): void;
  setMock(key: string, text: string): void;
  /** False where the output is too large to be kept. */
  pin(task: Reference, value: Json): boolean;
  unpin(task: Reference): void;
  runNow(): void;
  select(task: Reference | undefined, execution?: number): void;
  selectEdge(id: string | undefined): void;
  moveTo(seq: number | undefined): void;
  /** To the next start of a task, or the end; or to the one before. Selects the task. */
  step(direction: 1 | -1): void;
  /** Stands where the task is about to run for the first time, or has ended; false where the run does not reach it. */
  runTo(task: Reference, until?: "before" | "after"): boolean;
  stop(): void;
}

/** `later` calls back after some milliseconds and returns the cancellation. */
export interface DryRunStoreOptions {
  readonly document: Json;
  readonly texts: PlanTexts;
  readonly client: DryRunClient;
  readonly later: (run: () => void, ms: number) => () => void;
  /** Where pins are kept beyond the dry run. */
  readonly pins?: Pick<PinStore, "pin" | "unpin">;
  /** Completes each plan before it is run. @default as it was read */
  readonly complete?: (plan: DryRunPlan) => DryRunPlan;
  /** Called after each change of the texts, to remember them. */
  readonly remember?: (texts: PlanTexts) => void;
}

const PAUSE_MS = 250;

/** A store that has not run yet. */
export function createDryRunStore({
  document,
  texts,
  client,
  later,
  pins,
  complete,
  remember,
}: DryRunStoreOptions): DryRunStore {
  const store = createStore<DryRunState>(() => ({
    texts,
    problems: [],
    busy: false,
    result: undefined,
    failure: undefined,
    cursor: undefined,
    selected: undefined,
    execution: undefined,
    edge: undefined,
  }));
  const { getState, setState } = store;
  let cancel = () => {};

  function runNow(): void {
    cancel();
    const { plan, problems } = readPlan(document, getState().texts);
    setState({ problems, busy: true });
    client.run(complete?.(plan) ?? plan, take);
  }

  function take(answer: DryRunAnswer): void {
    if (answer.type !== "result") return setState({ busy: false, result: undefined, failure: failureWords(answer) });
    const { result } = answer;
    const { cursor } = getState();
    const kept = cursor !== undefined && cursor < result.events.length ? cursor : undefined;
    setState({ busy: false, result, failure: undefined, cursor: kept });
  }

  function edit(change: Partial<PlanTexts>): void {
    const next = { ...getState().texts, ...change };
    setState({ texts: next });
    remember?.(next);
    cancel();
    cancel = later(runNow, PAUSE_MS);
  }

  function standAt(event: RunEvent): void {
    setState({ cursor: event.seq, edge: undefined, ...("execution" in event ? selectionOf(event) : {}) });
  }

  return {
    getState,
    subscribe: store.subscribe,
    getInitialState: store.getInitialState,
    edit,
    runNow,
    setMock: (key, text) => edit({ mocks: { ...getState().texts.mocks, [key]: text } }),
    pin(task, value) {
      if (pins?.pin(task, value) === false) return false;
      edit({ pins: { ...getState().texts.pins, [task]: value } });
      return true;
    },
    unpin(task) {
      pins?.unpin(task);
      edit({ pins: Object.fromEntries(Object.entries(getState().texts.pins).filter(([key]) => key !== task)) });
    },
    select: (task, execution) => setState({ selected: task, execution, edge: undefined }),
    selectEdge: (id) => setState({ edge: id, selected: undefined }),
    moveTo: (seq) => setState({ cursor: seq, execution: undefined }),
    step(direction) {
      const { result, cursor } = getState();
      if (result === undefined) return;
      const { events } = result;
      const now = cursor ?? events.length;
      const next =
        direction === 1
          ? events.find((event) => event.seq > now && isStart(event))
          : events.findLast((event) => event.seq < now && isStart(event));
      if (next !== undefined) standAt(next);
      else setState({ cursor: direction === 1 ? undefined : 0, selected: undefined, edge: undefined });
    },
    runTo(task, until = "before") {
      const events = getState().result?.events ?? [];
      const start = events.find((event) => isStart(event) && "task" in event && event.task === task);
      if (start === undefined || !("execution" in start)) return false;
      const { execution } = start;
      const end = events.find((event) => event.seq > start.seq && "execution" in event && isEndOf(event, execution));
      standAt(until === "after" ? (end ?? start) : start);
      return true;
    },
    stop() {
      cancel();
      client.stop();
    },
  };
}

function isStart({ type }: RunEvent): boolean {
  return type === "task.started" || type === "task.skipped";
}

function isEndOf(event: RunEvent, execution: number): boolean {
  const ends = event.type === "task.completed" || event.type === "task.faulted" || event.type === "task.cancelled";
  return ends && event.execution === execution;
}

function selectionOf({ task, execution }: { readonly task: Reference; readonly execution: number }) {
  return { selected: task, execution };
}

function failureWords(answer: Exclude<DryRunAnswer, { type: "result" }>): string {
  if (answer.type === "overdue")
    return `The dry run was stopped after ${answer.afterMs / 1000} seconds of computing. An expression or a loop may never end.`;
  return "The dry run broke off because of a mistake of ours. Your workflow is unchanged.";
}
