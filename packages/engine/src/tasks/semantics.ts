// What each task kind means when it runs. Total: a new kind does not compile until it is here.

import type { TaskKind } from "@ironweave/schema";
import type { TaskSemantics } from "../interpreter.ts";
import { callTask } from "./call.ts";
import { doTask } from "./do.ts";
import { emitTask } from "./emit.ts";
import { forTask } from "./for.ts";
import { forkTask } from "./fork.ts";
import { listenTask } from "./listen.ts";
import { raiseTask } from "./raise.ts";
import { runProcessTask } from "./run.ts";
import { setTask } from "./set.ts";
import { switchTask } from "./switch.ts";
import { tryTask } from "./try.ts";
import { waitTask } from "./wait.ts";

export const TASK_SEMANTICS: { readonly [K in TaskKind]: TaskSemantics<K> } = {
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
  run: runProcessTask,
};
