// Everything of the document but its header: how it starts, how long it may take, its functions, and a task for each state.

import type { Json, JsonObject } from "@ironweave/jq";
import { isJsonObject } from "../document/visit-kind.ts";
import { cronProblem } from "../schedule/parse-cron.ts";
import { expression, jxTemplate } from "./jx/compile-jx.ts";
import { isoDuration, isoSeconds } from "./read/iso-duration.ts";
import type { Report } from "./read/problem.ts";
import { objects } from "./read/read-direktiv.ts";
import type { DirektivDocument, Placed } from "./read/read-direktiv.ts";
import { action, foreach, parallel } from "./states/action-states.ts";
import { consumeEvent, eventFilter, eventsAnd, eventsXor, generateEvent } from "./states/event-states.ts";
import { delay, error, isErrorThatGoesOn, mayFailTwice, noop, validate } from "./states/plain-states.ts";
import { switchCore, switchSteps } from "./states/switch-state.ts";
import { getter, setter } from "./states/variable-states.ts";
import { containerTask } from "./tasks/call-function.ts";
import { WHOLE_INPUT, jxReport, raise, textOf } from "./tasks/context.ts";
import type { Core, ImportContext, Path, Step } from "./tasks/context.ts";
import { stateSteps } from "./tasks/with-catch.ts";
import { resolvePath, nameOfPath } from "./workflow-names.ts";
import { plainText } from "./read/plain-text.ts";

/** A task of the document's list, with the state it came from, whose comments it keeps. */
export interface BodyStep extends Step {
  readonly from?: Path;
}

export interface Body {
  /** Parts that stand before `do`. */
  readonly head: JsonObject;
  readonly steps: readonly BodyStep[];
  /** The tasks that all steps stand in, outermost first: wraps the list. */
  readonly tail: ((list: readonly Json[]) => readonly Json[]) | undefined;
}

interface BodyOptions {
  readonly report: Report;
  readonly path: string;
  readonly namespace: string;
  readonly names: ReadonlyMap<string, string> | undefined;
}

const CORES: Readonly<Record<string, (state: Placed, context: ImportContext) => Core>> = {
  noop,
  delay,
  validate,
  error,
  action,
  foreach,
  parallel,
  consumeEvent,
  eventsAnd,
  eventsXor,
  generateEvent,
  getter,
  setter,
  switch: switchCore,
};

const DEFAULT_SOFT_SECONDS = 15 * 60;

/** The parts of the document that follow its header. */
export function workflowBody({ value, states, functions }: DirektivDocument, options: BodyOptions): Body {
  const { report } = options;
  const limits = isJsonObject(value["timeouts"]) ? value["timeouts"] : {};
  const soft = secondsOf(limits["interrupt"]) ?? DEFAULT_SOFT_SECONDS;
  const hard = secondsOf(limits["kill"]);
  const isKilled = hard !== undefined && hard <= soft;
  const taken = new Set(states.map((state) => plainText(state.value["id"])));
  const uniqueName = (wanted: string): string => {
    let name = wanted;
    for (let count = 2; taken.has(name) || ["continue", "exit", "end"].includes(name); count += 1)
      name = `${wanted}-${count}`;
    taken.add(name);
    return name;
  };
  const keepsErrors = states.some(isErrorThatGoesOn);
  const secrets = new Set<string>();
  const context: ImportContext = {
    report,
    namespace: options.namespace,
    functions,
    keepsErrors,
    mayFailTwice: mayFailTwice(states),
    isVersion08: value["direktiv_api"] !== undefined,
    softSeconds: soft,
    uniqueName,
    secrets,
    workflowName: (reference, path) => workflowName(reference, path, options),
  };
  const steps = states.flatMap((state) => stepsOf(state, context));
  const used = usedFunctions(states, functions, context);
  const start = startOf(value, states, context);
  const use = {
    ...(secrets.size > 0 ? { secrets: [...secrets] } : {}),
    ...(Object.keys(used).length > 0 ? { functions: used } : {}),
  };
  return {
    head: {
      ...start.head,
      ...(isKilled ? {} : { timeout: { after: textOf(limits["interrupt"]) ?? isoDuration(soft) } }),
      ...(Object.keys(use).length > 0 ? { use } : {}),
    },
    steps: [...start.steps, ...steps],
    tail: isKilled ? (list) => killed(list, plainText(limits["kill"]), context) : undefined,
  };
}

function secondsOf(value: Json | undefined): number | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : isoSeconds(text);
}

function workflowName(reference: string, path: Path, { path: from, names, report }: BodyOptions): string {
  const [plain = reference, revision] = reference.split(":");
  if (revision !== undefined)
    report("direktiv_subflow", path, `the revision ${revision} is left out; the latest version runs`);
  const resolved = resolvePath(from, plain);
  const candidates = [resolved, `${resolved}.yaml`, `${resolved}.yml`];
  const found = candidates.find((each) => names?.has(each) === true);
  if (found === undefined)
    report("direktiv_subflow", path, `the workflow ${resolved} is not among those imported; import it under this name`);
  return (found === undefined ? undefined : names?.get(found)) ?? nameOfPath(resolved);
}

function stepsOf(state: Placed, context: ImportContext): readonly BodyStep[] {
  const { value, path } = state;
  const type = plainText(value["type"]);
  const passes = type === "error" && !isErrorThatGoesOn(state) && objects(value["catch"]).length > 0;
  if (passes)
    context.report(
      "direktiv_catch_ignored",
      [...path, "catch"],
      "the error of an error state passes its own `catch`, which is left out",
    );
  const own = passes ? { value: { ...value, catch: [] }, path } : state;
  const { log } = value;
  const hasLog = log !== undefined && log !== null && log !== "";
  const steps =
    type === "switch" && objects(value["catch"]).length === 0 && !hasLog
      ? switchSteps(own, context)
      : stateSteps(own, logged(own, (CORES[type] ?? noop)(own, context), context), context);
  const kept = keptMetadata(state, context);
  return steps.map((step, index) => ({
    name: step.name,
    task: index === 0 && kept !== undefined ? withMetadata(step.task, kept) : step.task,
    ...(index === 0 ? { from: path } : {}),
  }));
}

/** `log` is written before the state's own work, by the default catalog's function; its failure is the state's. */
function logged({ value, path }: Placed, core: Core, context: ImportContext): Core {
  const { log } = value;
  if (log === undefined || log === null || log === "") return core;
  const name = plainText(value["id"]);
  const message = jxTemplate(log, jxReport(context.report, [...path, "log"]));
  const task = { call: "log:1.0.0@default", with: { message }, output: { as: "${ $input }" } };
  return {
    ...core,
    task: {
      do: [{ [context.uniqueName(`${name}-log`)]: task }, { [context.uniqueName(`${name}-work`)]: core.task }],
    },
  };
}

function withMetadata(task: JsonObject, kept: JsonObject): JsonObject {
  const { metadata } = task;
  return { ...task, metadata: { ...(isJsonObject(metadata) ? metadata : {}), direktiv: kept } };
}

/** `metadata` has no task; it is kept as it is written. */
function keptMetadata({ value, path }: Placed, { report }: ImportContext): JsonObject | undefined {
  const { metadata } = value;
  if (metadata === undefined || metadata === null) return undefined;
  const message = "`metadata` is kept as it is written; queries in it are not evaluated";
  report("direktiv_metadata", [...path, "metadata"], message);
  return { metadata };
}

function usedFunctions(
  states: readonly Placed[],
  functions: ReadonlyMap<string, Placed>,
  { report }: ImportContext,
): JsonObject {
  const called = new Set(
    states
      .flatMap(({ value }) => [value["action"], ...objects(value["actions"])])
      .flatMap((each) => (isJsonObject(each ?? null) && isJsonObject(each) ? [plainText(each["function"])] : [])),
  );
  return Object.fromEntries(
    [...functions].flatMap(([id, { value, path }]) => {
      const isContainer = value["type"] === "reusable" || value["type"] === "knative-workflow";
      if (!isContainer) return [];
      const message =
        "the image is run as a container that reads its input and prints its result; an image made for Direktiv answers on port 8080 instead";
      report("direktiv_container", path, message);
      if (value["patches"] !== undefined)
        report("direktiv_patches", [...path, "patches"], "patches of the container are left out");
      if (value["files"] !== undefined)
        report("direktiv_files", [...path, "files"], "files of the container are left out");
      if (!called.has(id)) return [];
      const size = textOf(value["size"]);
      const metadata = { direktiv: { type: value["type"] ?? null, ...(size === undefined ? {} : { size }) } };
      return [[id, { ...containerTask(value, "${ .data | tojson }", true), metadata }]];
    }),
  );
}

/** How the run starts: its schedule, what its input becomes, and the task that leads to a first state that stands elsewhere. */
function startOf(
  value: JsonObject,
  states: readonly Placed[],
  context: ImportContext,
): { readonly head: JsonObject; readonly steps: readonly BodyStep[] } {
  const start = isJsonObject(value["start"]) ? value["start"] : {};
  const first = textOf(start["state"]);
  const leads = first !== undefined && first !== states[0]?.value["id"];
  const steps: BodyStep[] = leads
    ? [{ name: context.uniqueName("start"), task: { switch: [{ first: { then: first } }] } }]
    : [];
  const from = (program: string): JsonObject => ({ input: { from: expression(program) } });
  const events = isJsonObject(start["event"]) ? [start["event"]] : objects(start["events"]);
  const filter = (event: JsonObject, index: number): JsonObject =>
    eventFilter(event, start["type"] === "event" ? ["start", "event"] : ["start", "events", index], context);
  const byType = {
    input: {
      schema: { format: "json", document: { type: "array", minItems: 1 } },
      from: expression("reduce .[] as $event ({}; .[$event.type] = $event)"),
    },
  };
  switch (start["type"]) {
    case "scheduled": {
      const cron = textOf(start["cron"]);
      const mistake = cron === undefined ? undefined : cronProblem(cron);
      if (mistake !== undefined)
        context.report(
          "direktiv_cron",
          ["start", "cron"],
          `${mistake}; the schedule is left out, Direktiv did not check it`,
        );
      return {
        head: {
          ...(cron === undefined || mistake !== undefined ? {} : { schedule: { cron } }),
          ...from(dataFrom("{}")),
        },
        steps,
      };
    }
    case "event":
    case "eventsXor":
    case "eventsAnd": {
      if (textOf(start["lifespan"]) !== undefined)
        context.report("direktiv_lifespan", ["start", "lifespan"], "events wait for each other without a limit");
      const filters = events.map(filter);
      const on =
        start["type"] === "event"
          ? { one: filters[0] ?? null }
          : { [start["type"] === "eventsXor" ? "any" : "all"]: filters };
      return { head: { schedule: { on }, ...byType }, steps };
    }
    default:
      return { head: from(dataFrom('{input: ""}')), steps };
  }
}

/** The instance data that an input becomes: an object as it is, anything else under `input`. */
function dataFrom(absent: string): string {
  return `(.${WHOLE_INPUT}? // .) | if type == "object" then . elif . == null then ${absent} else {input: .} end`;
}

/** `kill`: no state can catch it, and the caller sees its own code. */
function killed(list: readonly Json[], after: string, context: ImportContext): readonly Json[] {
  const states = context.uniqueName("states");
  const caught = context.uniqueName("killed");
  return [
    {
      [context.uniqueName("limited")]: {
        try: [{ [states]: { timeout: { after }, do: list } }],
        catch: {
          as: "error",
          when: expression(
            `($error.type | endswith("/errors/timeout")) and ($error.instance // "" | endswith(${JSON.stringify(`/${states}`)}))`,
          ),
          do: [{ [caught]: raise("direktiv.cancels.timeout.hard", "workflow timed out", 408) }],
        },
      },
    },
  ];
}
