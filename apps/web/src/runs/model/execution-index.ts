// Every execution of every task of a run, built event by event. Pure; the store keeps one and appends to it.
// The invariant: feeding the same events again changes nothing (events at or below `seq` are ignored). Appending costs what the
// new events cost, and one copy of the list: a long run is not walked through again.

import type { RunEventHead, TaskStatus, WorkflowError } from "@ironweave/schema/run";

/** Where an event stands in the journal. A journal may be rewritten, so the number alone does not say which event is meant. */
export interface EventPlace {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One start of a task and how it ended. Times are epoch milliseconds; `endSeq` is absent while it runs. */
export interface Execution {
  readonly execution: number;
  readonly task: string;
  readonly name: string;
  readonly iteration: readonly number[];
  readonly attempt: number;
  readonly status: TaskStatus;
  readonly startSeq: number;
  readonly startedAt: number;
  readonly endSeq?: number;
  readonly endedAt?: number;
  /** The events that hold its input and its output, where there are such. */
  readonly input?: EventPlace;
  readonly output?: EventPlace;
  readonly error?: WorkflowError;
}

/** `all` in the order of their starts; `byTask` the same objects grouped by reference. */
export interface ExecutionIndex {
  readonly seq: number;
  readonly all: readonly Execution[];
  readonly byTask: ReadonlyMap<string, readonly Execution[]>;
}

export const EMPTY_EXECUTION_INDEX: ExecutionIndex = { seq: 0, all: [], byTask: new Map() };

type TaskEvent = Extract<RunEventHead, { readonly execution: number }>;

/** The index after these events, in order. The old one stays as it was. */
export function indexExecutions(index: ExecutionIndex, events: readonly RunEventHead[]): ExecutionIndex {
  const fresh = events.filter((event) => event.seq > index.seq);
  const last = fresh.at(-1);
  if (last === undefined) return index;
  const all = [...index.all];
  const touched = new Map<string, Execution[]>();
  for (const event of fresh) {
    if (!("execution" in event)) continue;
    let group = touched.get(event.task);
    if (group === undefined) touched.set(event.task, (group = [...(index.byTask.get(event.task) ?? [])]));
    const at = lastIndexOf(group, event.execution);
    const before = group[at];
    const next = before === undefined ? begun(event) : { ...before, ...ending(event) };
    if (before === undefined) {
      group.push(next);
      all.push(next);
    } else {
      group[at] = next;
      all[lastIndexOf(all, event.execution)] = next;
    }
  }
  const byTask = new Map(index.byTask);
  for (const [task, executions] of touched) byTask.set(task, executions);
  return { seq: last.seq, all, byTask };
}

// Executions are numbered in the order of their starts, and what ends has mostly begun a little before: the search goes
// backwards, and ends where the number could have stood.
function lastIndexOf(executions: readonly Execution[], execution: number): number {
  for (let at = executions.length - 1; at >= 0; at -= 1) {
    const number = executions[at]?.execution ?? 0;
    if (number <= execution) return number === execution ? at : -1;
  }
  return -1;
}

function begun(event: TaskEvent): Execution {
  const { execution, task, name, iteration, attempt, seq, at } = event;
  const start: Execution = {
    execution,
    task,
    name,
    iteration,
    attempt,
    status: "running",
    startSeq: seq,
    startedAt: at,
    ...(event.type === "task.started" ? { input: { seq, at } } : {}),
  };
  return { ...start, ...ending(event) };
}

function ending(event: TaskEvent): Partial<Execution> {
  const { seq, at } = event;
  const end = { endSeq: seq, endedAt: at };
  switch (event.type) {
    case "task.completed":
      return { ...end, status: "completed", output: { seq, at } };
    case "task.faulted":
      return { ...end, status: "faulted", error: event.error };
    case "task.cancelled":
      return { ...end, status: "cancelled" };
    case "task.skipped":
      return { ...end, status: "skipped" };
    case "task.started":
    case "task.retried":
      return {};
  }
}
