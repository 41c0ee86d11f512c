// What people write who come from elsewhere, and what it is called here. Words only; the checks decide where they apply.

import type { TaskKind } from "../document/task-kind.ts";

/** Keys that mean a field of another name; the first field that exists where the key stands is meant. */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  args: ["arguments"],
  cmd: ["command"],
  delay: ["wait"],
  env: ["environment"],
  goto: ["then"],
  hour: ["hours"],
  if: ["when"],
  inline: ["code"],
  item: ["each"],
  items: ["in"],
  jobs: ["do"],
  lang: ["language"],
  message: ["detail"],
  min: ["minutes"],
  mins: ["minutes"],
  ms: ["milliseconds"],
  next: ["then"],
  params: ["parameters", "query", "with"],
  payload: ["body"],
  script: ["code"],
  sec: ["seconds"],
  secs: ["seconds"],
  sleep: ["wait"],
  steps: ["do"],
  tasks: ["do"],
  throw: ["raise"],
  transition: ["then"],
  uri: ["endpoint"],
  url: ["endpoint"],
  when: ["if"],
};

/** Keys of tasks elsewhere, and what to write here. */
export const FOREIGN_KINDS: Readonly<Record<string, string>> = {
  action: "use `call: http` with its arguments under `with`, or `call: name` for a function",
  actions: "write each action as a task of its own, in a `do`",
  assign: "use `set`",
  container: "write it under `run`: `run: { container: … }`",
  delay: "use `wait`",
  foreach: "use `for: { each: item, in: .items }` and `do`",
  function: "use `call: name`",
  goto: "use `then: name`",
  grpc: "use `call: grpc` with its arguments under `with`",
  http: "use `call: http` with its arguments under `with`",
  log: "use `call: log:1.0.0@default` with `message` under `with`",
  loop: "use `for: { each: item, in: .items }` and `do`",
  parallel: "use `fork: { branches: [ … ] }`",
  print: "use `call: log:1.0.0@default` with `message` under `with`",
  return: "use `set` for the value and `then: end`",
  script: "write it under `run`: `run: { script: { language: js, code: … } }`",
  shell: "write it under `run`: `run: { shell: { command: … } }`",
  sleep: "use `wait`",
  steps: "use `do`",
  subflow: "use `run: { workflow: { namespace: …, name: …, version: … } }`",
  tasks: "use `do`",
  throw: "use `raise`",
  type: "a task says what it does by its key, such as `call`, `set` or `wait`, not by `type`",
  uses: "there are no ready-made actions; use `call: http`, `run`, or `call: name` for a function",
  while: "use `for` with `while`",
};

/** Kinds that are the same but for their name; the key can be renamed. */
export const SAME_KINDS: Readonly<Record<string, TaskKind>> = {
  assign: "set",
  delay: "wait",
  sleep: "wait",
  steps: "do",
  tasks: "do",
};

/** By the title of an object: where a lone text that stands in its place belongs. */
export const SHORTHANDS: Readonly<Record<string, readonly string[]>> = {
  Run: ["shell", "command"],
  "Shell command": ["command"],
  Container: ["image"],
  Input: ["from"],
  Output: ["as"],
  Export: ["as"],
  Schedule: ["cron"],
  Case: ["then"],
};

/** By the title of an object: what it looks like. */
export const SAMPLES: Readonly<Record<string, string>> = {
  Loop: "{ each: item, in: .items }",
  Raise: "{ error: { type: https://example.com/errors/mine, status: 500 } }",
  Retry: "{ delay: PT5S, limit: { attempt: { count: 3 } } }",
  "Retry policy": "{ delay: PT5S, limit: { attempt: { count: 3 } } }",
  Limit: "{ attempt: { count: 3 } }",
  Fork: "{ branches: [ … ] }",
  Duration: "PT30S or { seconds: 30 }",
  Set: "{ name: value }",
};
