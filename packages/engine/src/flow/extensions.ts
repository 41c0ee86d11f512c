// Extensions: tasks around a task (dsl-reference, "Extension"). What they give is dropped, except that `then: exit` in
// `before` replaces the extended task by what was given. Inside them `$task` is the extended task, and nothing extends them.

import type { Json } from "@ironweave/jq";
import type { TaskKind } from "@ironweave/schema";
import { evaluateField, isTruthy } from "../data/evaluate.ts";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { placeIn, taskDescriptor } from "../data/place.ts";
import { escapePointer } from "./run-list.ts";
import type { Environment, Frame, TaskWork, WorkOutcome } from "../interpreter.ts";

interface Extension {
  readonly reference: string;
  readonly definition: Json;
}

/** The kinds that the specification's own words for `extend` mean; other words are the kinds' names. */
const GROUPS: Readonly<Record<string, readonly TaskKind[]>> = { composite: ["do", "fork"] };

function allExtensions(work: TaskWork): readonly Extension[] {
  const list = work.env.run.use["extensions"];
  return (isJsonArray(list) ? list : []).flatMap((entry, index) =>
    isJsonObject(entry)
      ? Object.entries(entry).map(([name, definition]) => ({
          reference: `/use/extensions/${index}/${escapePointer(name)}`,
          definition,
        }))
      : [],
  );
}

function extensionsFor(kind: TaskKind, work: TaskWork): readonly Extension[] {
  if (work.env.extended !== undefined) return [];
  return allExtensions(work).filter(({ definition, reference }) => applies(kind, definition, reference, work));
}

function applies(kind: TaskKind, definition: Json, reference: string, work: TaskWork): boolean {
  const extend = member(definition, "extend");
  if (typeof extend !== "string") return false;
  if (extend !== "all" && extend !== kind && !GROUPS[extend]?.includes(kind)) return false;
  const when = member(definition, "when");
  if (when === undefined || when === null) return true;
  const place = placeIn(work.env, {
    input: work.input,
    reference,
    // The specification's example reads `$task.with`: fields of the definition stand beside the descriptor's own.
    task: () => ({ ...work.definition, ...taskDescriptor(work) }),
  });
  return isTruthy(evaluateField(work.env.run.programs, when, place, "when", { mode: work.env.run.mode }));
}

type Phase = "before" | "run" | "after";
type Done = Extract<WorkOutcome, { type: "done" }>;

function savedResult(frame: Frame | undefined, work: TaskWork): Done | undefined {
  if (frame?.["result"] === undefined) return undefined;
  const output = work.env.run.values.load(frame["result"]);
  const { next } = frame;
  return typeof next === "string" ? { type: "done", output, next } : { type: "done", output };
}

/** Runs a kind's work with the extensions that apply around it. */
export async function runExtended(
  kind: TaskKind,
  work: TaskWork,
  frame: Frame | undefined,
  body: (work: TaskWork, frame: Frame | undefined) => Promise<WorkOutcome>,
): Promise<WorkOutcome> {
  // Which extensions apply is decided once, when the task begins; a frame remembers it.
  const saved = frame?.["extensions"];
  const extensions = isJsonArray(saved)
    ? allExtensions(work).filter(({ reference }) => saved.includes(reference))
    : frame === undefined
      ? extensionsFor(kind, work)
      : [];
  if (extensions.length === 0) return body(work, frame);
  return runAround(extensions, work, frame, body);
}

async function runAround(
  extensions: readonly Extension[],
  work: TaskWork,
  frame: Frame | undefined,
  body: (work: TaskWork, frame: Frame | undefined) => Promise<WorkOutcome>,
): Promise<WorkOutcome> {
  const { values } = work.env.run;
  const env: Environment = {
    ...work.env,
    extended: { ...work.definition, ...taskDescriptor(work) },
    trail: `${work.env.trail}<${work.execution.task}`,
  };
  const suspended = (phase: Phase, at: number, inner: Frame, result?: Done): WorkOutcome => ({
    type: "suspended",
    frame: {
      extensions: extensions.map(({ reference }) => reference),
      phase,
      at,
      inner,
      ...(result === undefined ? {} : { result: values.save(result.output) }),
      ...(result?.next === undefined ? {} : { next: result.next }),
    },
  });
  const phase = readPhase(frame?.["phase"]);
  const at = typeof frame?.["at"] === "number" ? frame["at"] : 0;
  const inner = isJsonObject(frame?.["inner"]) ? frame["inner"] : undefined;

  if (phase === "before") {
    const ended = await runSide(env, extensions, "before", work.input, at, inner);
    if (ended?.type === "suspended") return suspended("before", ended.at, ended.frame);
    if (ended !== undefined) return ended;
  }
  let result: WorkOutcome | undefined = savedResult(frame, work);
  if (phase !== "after") {
    result = await body(work, phase === "run" ? inner : undefined);
    if (result.type === "suspended") return suspended("run", 0, result.frame);
    if (result.type === "end") return result;
  }
  if (result === undefined) throw new Error("the checkpoint holds a damaged extension frame");
  const [from, rest] = phase === "after" ? [at, inner] : [0, undefined];
  const ended = await runSide(env, extensions, "after", result.output, from, rest);
  if (ended?.type === "suspended") return suspended("after", ended.at, ended.frame, result);
  return ended?.type === "end" ? ended : result;
}

/** What stopped one side's lists: the end of the workflow, `exit` with what it gave, or a checkpoint at an extension. */
type SideOutcome =
  | { readonly type: "end" | "done"; readonly output: Json }
  | { readonly type: "suspended"; readonly frame: Frame; readonly at: number };

async function runSide(
  env: Environment,
  extensions: readonly Extension[],
  side: "before" | "after",
  input: Json,
  from: number,
  frame: Frame | undefined,
): Promise<SideOutcome | undefined> {
  for (const [at, { reference, definition }] of extensions.entries()) {
    const list = member(definition, side);
    if (at < from || list === undefined) continue;
    const outcome = await env.run.runList(env, `${reference}/${side}`, list, input, at === from ? frame : undefined);
    if (outcome.type === "suspended") return { ...outcome, at };
    if (outcome.type === "end" || outcome.exited) return outcome;
  }
  return undefined;
}

function readPhase(value: Json | undefined): Phase {
  return value === "run" || value === "after" ? value : "before";
}
