// Every task kind in one table, and the union of them.
// Invariant: `TASK_NODES` is total over `TaskKind`; a new kind that is missing here does not compile.

import type { JsonObject } from "@ironweave/jq";
import { nearest } from "./nearest.ts";
import { choice } from "./schema-builder.ts";
import type { SchemaNode } from "./schema-node.ts";
import { TASK_KINDS } from "./task-kind.ts";
import type { TaskKind } from "./task-kind.ts";
import { callTask } from "./tasks/call.ts";
import type { CallTask } from "./tasks/call.ts";
import { doTask } from "./tasks/do.ts";
import type { DoTask } from "./tasks/do.ts";
import { emitTask } from "./tasks/emit.ts";
import type { EmitTask } from "./tasks/emit.ts";
import { forTask } from "./tasks/for.ts";
import type { ForTask } from "./tasks/for.ts";
import { forkTask } from "./tasks/fork.ts";
import type { ForkTask } from "./tasks/fork.ts";
import { listenTask } from "./tasks/listen.ts";
import type { ListenTask } from "./tasks/listen.ts";
import { raiseTask } from "./tasks/raise.ts";
import type { RaiseTask } from "./tasks/raise.ts";
import { runTask } from "./tasks/run.ts";
import type { RunTask } from "./tasks/run.ts";
import { setTask } from "./tasks/set.ts";
import type { SetTask } from "./tasks/set.ts";
import { switchTask } from "./tasks/switch.ts";
import type { SwitchTask } from "./tasks/switch.ts";
import { tryTask } from "./tasks/try.ts";
import type { TryTask } from "./tasks/try.ts";
import { waitTask } from "./tasks/wait.ts";
import type { WaitTask } from "./tasks/wait.ts";

/** The static type of each kind's task. */
export interface TaskOfKind {
  readonly call: CallTask;
  readonly set: SetTask;
  readonly do: DoTask;
  readonly switch: SwitchTask;
  readonly for: ForTask;
  readonly fork: ForkTask;
  readonly try: TryTask;
  readonly raise: RaiseTask;
  readonly wait: WaitTask;
  readonly emit: EmitTask;
  readonly listen: ListenTask;
  readonly run: RunTask;
}

/** A task of any kind, in any version of the DSL. */
export type Task = TaskOfKind[TaskKind];

/** The description of each kind. */
export const TASK_NODES: { readonly [K in TaskKind]: SchemaNode<TaskOfKind[K]> } = {
  call: callTask,
  set: setTask,
  do: doTask,
  switch: switchTask,
  for: forTask,
  fork: forkTask,
  try: tryTask,
  raise: raiseTask,
  wait: waitTask,
  emit: emitTask,
  listen: listenTask,
  run: runTask,
};

/** Keys that tell a kind where its own key is missing. */
const COMPANIONS: ReadonlyMap<string, TaskKind> = new Map([
  ["with", "call"],
  ["catch", "try"],
  ["while", "for"],
  ["foreach", "listen"],
]);

/** The kinds whose key a task has. `for` has `do` too, so `do` beside `for` does not count. */
export function kindsOf(task: JsonObject): readonly TaskKind[] {
  const kinds = TASK_KINDS.filter((kind) => Object.hasOwn(task, kind));
  return kinds.includes("for") ? kinds.filter((kind) => kind !== "do") : kinds;
}

/** The kind that a task most likely means: its key, a misspelt key, or a key that goes with it. */
export function likelyKind(task: JsonObject): TaskKind | undefined {
  const [kind] = kindsOf(task);
  if (kind !== undefined) return kind;
  const keys = Object.keys(task);
  const misspelt = TASK_KINDS.find((candidate) => keys.some((key) => nearest(key, TASK_KINDS) === candidate));
  return misspelt ?? keys.map((key) => COMPANIONS.get(key)).find((companion) => companion !== undefined);
}

/** A task of any kind. */
export const task: SchemaNode<Task> = choice(
  TASK_KINDS.map((kind): SchemaNode<Task> => TASK_NODES[kind]),
  {
    title: "Task",
    description: "One step: its kind's key says what it does.",
    discriminate: (value) => {
      const kind = likelyKind(value);
      return kind === undefined ? undefined : TASK_KINDS.indexOf(kind);
    },
  },
);

export type {
  CallTask,
  DoTask,
  EmitTask,
  ForTask,
  ForkTask,
  ListenTask,
  RaiseTask,
  RunTask,
  SetTask,
  SwitchTask,
  TryTask,
  WaitTask,
};
