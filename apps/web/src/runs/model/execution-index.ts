// Every execution of every task of a run, built event by event. Pure; the store keeps one and appends to it.
// The invariant: feeding the same events again changes nothing (events at or below `seq` are ignored).

import type { Json } from "@ironweave/jq";
import type { RunEvent, TaskStatus, WorkflowError } from "@ironweave/schema/run";

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
  readonly input?: Json;
  readonly output?: Json;
  readonly error?: WorkflowError;
}

/** `all` in the order of their starts; `byTask` the same objects grouped by reference. */
export interface ExecutionIndex {
  readonly seq: number;
  readonly all: readonly Execution[];
  readonly byTask: ReadonlyMap<string, readonly Execution[]>;
}

export const EMPTY_EXECUTION_INDEX: ExecutionIndex = { seq: 0, all: [], byTask: new Map() };

type TaskEvent = Extract<RunEvent, { readonly execution: number }>;

/** The index after these events, in order. The old one stays as it was. */
export function indexExecutions(index: ExecutionIndex, events: readonly RunEvent[]): ExecutionIndex {
  const fresh = events.filter((event) => event.seq > index.seq);
  const last = fresh.at(-1);
  if (last === undefined) return index;
  const all = [...index.all];
  const position = new Map(all.map((execution, at) => [execution.execution, at]));
  const touched = new Set<string>();
  for (const event of fresh) {
    if (!("execution" in event)) continue;
    touched.add(event.task);
    const at = position.get(event.execution);
    if (at === undefined) {
      position.set(event.execution, all.length);
      all.push(begun(event));
    } else {
      const before = all[at];
      if (before !== undefined) all[at] = { ...before, ...ending(event) };
    }
  }
  const byTask = new Map(index.byTask);
  const groups = Map.groupBy(
    all.filter((execution) => touched.has(execution.task)),
    (execution) => execution.task,
  );
  for (const [task, executions] of groups) byTask.set(task, executions);
  return { seq: last.seq, all, byTask };
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
    ...(event.type === "task.started" ? { input: event.input } : {}),
  };
  return { ...start, ...ending(event) };
}

function ending(event: TaskEvent): Partial<Execution> {
  const end = { endSeq: event.seq, endedAt: event.at };
  switch (event.type) {
    case "task.completed":
      return { ...end, status: "completed", output: event.output };
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
