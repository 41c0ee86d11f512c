// What the steps of a past run were answered, for the steps of the edited definition. Pure. Steps are told by the names on the way to
// them, calls by iteration and attempt, and by their order where those repeat.
// The invariant: an answer stands for a step only where it is what the outside gave, or what the same `output.as` made of it.

import type { Json, JsonObject } from "@ironweave/jq";
import { kindOfTask, resolveReference, type Reference } from "@ironweave/schema";
import type { RunEvent, WorkflowError } from "@ironweave/schema/run";
import { isObject } from "../kernels/json-schema.ts";
import { namePath } from "../store/carry-references.ts";
import type { RecordedAnswer } from "../dry-run/recorded-calls.ts";
import type { RecordedRun } from "./recorded-run.ts";

/** What is known of one step that reaches outside. */
export interface ReplayedStep {
  readonly task: Reference;
  readonly answers: readonly RecordedAnswer[];
  /** True where what it asks was edited since: its answers are those to the old question. */
  readonly asksOtherwise: boolean;
  /** Its answers are what `output.as` made of them, which is therefore not done again. */
  readonly transformed: boolean;
  /** Why there is no answer. */
  readonly missing?: "not-reached" | "transformed-otherwise" | "failed-inside";
}

/** The steps of the edited definition, in the order given. */
export function recordedAnswers(
  run: RecordedRun,
  document: Json,
  tasks: readonly Reference[],
): readonly ReplayedStep[] {
  const byPath = Map.groupBy(run.events.filter(isTaskEnd), ({ task }) => namePath(task));
  return tasks.map((task) => {
    const ends = byPath.get(namePath(task)) ?? [];
    const old = resolveReference(run.document, ends[0]?.task ?? "/-");
    const now = resolveReference(document, task);
    const base = { task, asksOtherwise: ends.length > 0 && !equal(askOf(old), askOf(now)), transformed: false };
    if (ends.length === 0) return { ...base, answers: [], missing: "not-reached" };
    const as = resolveReference(old ?? null, "/output/as");
    const transformed = as !== undefined;
    const same = !transformed || equal(as, resolveReference(now ?? null, "/output/as"));
    const answers = ends.flatMap((end): RecordedAnswer[] => {
      const call = { iteration: end.iteration, attempt: end.attempt };
      if (end.type === "task.faulted") return isAnswer(end.error) ? [{ ...call, error: end.error }] : [];
      return same ? [{ ...call, output: end.output }] : [];
    });
    if (answers.length > 0) return { ...base, answers, transformed: transformed && same };
    return { ...base, answers, missing: same ? "failed-inside" : "transformed-otherwise" };
  });
}

/** Outputs of steps that waited for events and did so once, by their references in the edited definition. */
export function recordedEvents(
  run: RecordedRun,
  document: Json,
  order: readonly Reference[],
): Readonly<Record<Reference, Json>> {
  const byPath = Map.groupBy(run.events.filter(isTaskEnd), ({ task }) => namePath(task));
  return Object.fromEntries(
    order.flatMap((task) => {
      const body = resolveReference(document, task);
      if (kindOfTask(body) !== "listen" || resolveReference(body ?? null, "/foreach") !== undefined) return [];
      const ends = byPath.get(namePath(task)) ?? [];
      const [end] = ends;
      return ends.length === 1 && end?.type === "task.completed" ? [[task, end.output] as const] : [];
    }),
  );
}

/** The document with the `output.as` of these tasks taken away. */
export function withoutTransformation(document: Json, tasks: ReadonlySet<Reference>, at = ""): Json {
  if (tasks.size === 0) return document;
  if (Array.isArray(document))
    return (document as readonly Json[]).map((item, index) => withoutTransformation(item, tasks, `${at}/${index}`));
  if (!isObject(document)) return document;
  const inner = Object.fromEntries(
    Object.entries(document).map(([key, value]) => [
      key,
      withoutTransformation(value, tasks, `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
    ]),
  );
  const output = inner["output"];
  if (!tasks.has(at) || !isObject(output)) return inner;
  return { ...inner, output: Object.fromEntries(Object.entries(output).filter(([key]) => key !== "as")) };
}

type TaskEnd = Extract<RunEvent, { type: "task.completed" | "task.faulted" }>;

function isTaskEnd(event: RunEvent): event is TaskEnd {
  return event.type === "task.completed" || event.type === "task.faulted";
}

/** Errors of these types come from the outside; others may come from an expression after an answer that is not known. */
function isAnswer({ type }: WorkflowError): boolean {
  return /\/(?:communication|authentication|authorization|timeout|configuration|runtime)$/u.test(type);
}

/** What a task asks of the outside. */
function askOf(task: Json | undefined): JsonObject {
  if (!isObject(task)) return {};
  return Object.fromEntries(Object.entries(task).filter(([key]) => ["call", "with", "run", "input"].includes(key)));
}

function equal(a: Json | undefined, b: Json | undefined): boolean {
  return sorted(a) === sorted(b);
}

function sorted(value: Json | undefined): string {
  return JSON.stringify(value, (_key, each: Json) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}
