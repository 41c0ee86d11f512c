// The closed set of task kinds of DSL 1.0.0 to 1.0.3. Tables over `TaskKind` must be total.

/** Every task kind, in the order in which palettes and documentation show them. */
export const TASK_KINDS = [
  "call",
  "set",
  "do",
  "switch",
  "for",
  "fork",
  "try",
  "raise",
  "wait",
  "emit",
  "listen",
  "run",
] as const;

export type TaskKind = (typeof TASK_KINDS)[number];
