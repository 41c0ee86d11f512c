// The fields of a Direktiv document, as its two last decoders took them (v0.7.2 and v0.10.0), in one table.

/** Fields by place; `*` marks those that must be there. */
export const FIELDS = {
  workflow: ["url", "description", "functions", "states*", "timeouts", "start", "direktiv_api"],
  timeouts: ["interrupt", "kill"],
  start: ["type*", "state", "cron", "event", "events", "lifespan"],
  event: ["type*", "context"],
  reusable: ["id*", "type*", "image*", "cmd", "size", "envs", "patches", "files"],
  "knative-workflow": ["id*", "type*", "image*", "cmd", "size", "envs", "patches", "files"],
  "knative-namespace": ["id*", "type*", "service*"],
  "knative-system": ["id*", "type*", "service*"],
  subflow: ["id*", "type*", "workflow*"],
  action: ["function*", "input", "secrets", "retries", "files"],
  retries: ["max_attempts*", "delay", "multiplier", "codes*"],
  catch: ["error*", "transition"],
  condition: ["condition", "transform", "transition"],
  branch: ["event*", "transform", "transition"],
  emitted: ["type*", "source*", "data", "datacontenttype", "context"],
  read: ["key*", "scope*", "as"],
  write: ["key*", "scope*", "mimeType", "value"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const ENTRY = ["id*", "type*", "log", "metadata", "catch"] as const;
/** Of states with one way out; switch and eventsXor transform and go on by branch. */
const COMMON = [...ENTRY, "transform", "transition"] as const;

/** All fields of each type of state. */
export const STATES: Readonly<Record<string, readonly string[]>> = {
  noop: COMMON,
  delay: [...COMMON, "duration*"],
  switch: [...ENTRY, "conditions*", "defaultTransform", "defaultTransition"],
  validate: [...COMMON, "subject", "schema*"],
  error: [...COMMON, "error*", "message*", "args"],
  action: [...COMMON, "action*", "async", "timeout"],
  foreach: [...COMMON, "array", "action*", "timeout"],
  parallel: [...COMMON, "actions*", "mode", "timeout"],
  consumeEvent: [...COMMON, "event*", "timeout"],
  eventsAnd: [...COMMON, "events*", "timeout"],
  eventsXor: [...ENTRY, "events*", "timeout"],
  generateEvent: [...COMMON, "delay", "event*"],
  getter: [...COMMON, "variables*"],
  setter: [...COMMON, "variables*"],
};

/** Other names of state types. */
export const STATE_ALIASES: Readonly<Record<string, string>> = { eventAnd: "eventsAnd", eventXor: "eventsXor" };
