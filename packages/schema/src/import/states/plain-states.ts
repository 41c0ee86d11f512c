// noop, delay, validate and error.

import type { Json, JsonObject } from "@ironweave/jq";
import { expression, jxProgram, literal } from "../jx/compile-jx.ts";
import type { Placed } from "../read/read-direktiv.ts";
import { END, ERROR_TYPE, jxReport, raise, textOf } from "../tasks/context.ts";
import type { Core, ImportContext } from "../tasks/context.ts";
import { isNoTransform, outputAs, setTransformed } from "../tasks/transform.ts";
import { withFormatPatterns } from "./format-patterns.ts";
import { plainText } from "../read/plain-text.ts";

/** Where a state goes after its work. */
export function nextOf(state: JsonObject): string {
  return textOf(state["transition"]) ?? END;
}

/** Reports of a state's transform. */
export function transformReport({ path }: Placed, context: ImportContext): ReturnType<typeof jxReport> {
  return jxReport(context.report, [...path, "transform"]);
}

export function noop(state: Placed, context: ImportContext): Core {
  return {
    task: setTransformed(state.value["transform"], transformReport(state, context)),
    next: nextOf(state.value),
  };
}

export function delay(state: Placed, context: ImportContext): Core {
  const { value } = state;
  const shaped = outputAs(".", value["transform"], transformReport(state, context));
  return { task: { wait: plainText(value["duration"]), ...shaped }, next: nextOf(value) };
}

/** The whole data is checked as a task's input; anything else is set first, in a scope of its own. */
export function validate(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const next = nextOf(value);
  const report = transformReport(state, context);
  const document = withFormatPatterns(value["schema"] ?? {}, (message) =>
    context.report("direktiv_schema_format", [...path, "schema"], message),
  );
  const input = { schema: { format: "json", document } };
  const subject = textOf(value["subject"]) ?? "jq(.)";
  const program = jxProgram(subject, jxReport(context.report, [...path, "subject"]));
  if (program === ".") return { task: { input, ...setTransformed(value["transform"], report) }, next };
  const name = plainText(value["id"]);
  return {
    task: {
      do: [
        { [context.uniqueName(`${name}-subject`)]: { set: expression(program) } },
        { [context.uniqueName(`${name}-check`)]: { input, set: "${ . }" } },
      ],
      ...outputAs("$input", value["transform"], report),
    },
    next,
  };
}

/** An error that goes on is raised when the run ends; a second one is an error of its own. */
export function error(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const code = plainText(value["error"]);
  const detail = messageOf(state, context);
  const first = { type: ERROR_TYPE, status: 500, title: literal(code), detail };
  if (textOf(value["transition"]) === undefined) {
    if (!isNoTransform(value["transform"]))
      context.report(
        "direktiv_failed_output",
        [...path, "transform"],
        "a run that fails has no output; the transform is left out",
      );
    if (!context.keepsErrors) return { task: { raise: { error: first } }, next: END };
    return { task: { raise: { error: { ...first, ...orMultiple(code, detail) } } }, next: END };
  }
  const shaped = outputAs(".", value["transform"], transformReport(state, context));
  const kept = { raise: { error: first }, metadata: { ironweave: { deferred: true } } };
  const next = nextOf(value);
  if (!context.mayFailTwice) return { task: { ...kept, ...shaped }, next };
  const name = plainText(value["id"]);
  return {
    task: {
      do: [
        {
          [context.uniqueName(`${name}-second`)]: {
            if: "${ $workflow.failure != null }",
            ...raise(MULTIPLE, MULTIPLE_DETAIL),
          },
        },
        { [context.uniqueName(`${name}-keep`)]: kept },
      ],
      ...shaped,
    },
    next,
  };
}

const MULTIPLE = "direktiv.workflow.multipleErrors";
const MULTIPLE_DETAIL = "the workflow instance tried to throw multiple errors";

function orMultiple(code: string, detail: string): { readonly title: string; readonly detail: string } {
  const either = (ours: string, theirs: string): string =>
    expression(`if $workflow.failure != null then ${JSON.stringify(ours)} else ${theirs} end`);
  const inner = detail.startsWith("${") ? detail.slice(2, -1).trim() : JSON.stringify(detail);
  return { title: either(MULTIPLE, JSON.stringify(code)), detail: either(MULTIPLE_DETAIL, inner) };
}

/** `message` with `args`, as Go's Printf would print texts and numbers. */
function messageOf({ value, path }: Placed, context: ImportContext): string {
  const message = plainText(value["message"]);
  const args = Array.isArray(value["args"]) ? (value["args"] as readonly Json[]) : [];
  if (args.length === 0) return literal(message);
  let index = 0;
  const parts = message.split(/(%[a-zA-Z%])/).map((part) => {
    if (part === "%%") return "%";
    if (!/^%[a-zA-Z]$/.test(part)) return JSON.stringify(part).slice(1, -1);
    const at = index;
    index += 1;
    if (!/[vsd]/.test(part))
      context.report("direktiv_format_verb", [...path, "message"], `${part} prints the value as %v does`);
    return at < args.length
      ? `\\(${jxProgram(args[at] ?? null, jxReport(context.report, [...path, "args", at]))})`
      : part;
  });
  return expression(`"${parts.join("")}"`);
}

export function isErrorThatGoesOn({ value }: Placed): boolean {
  return value["type"] === "error" && textOf(value["transition"]) !== undefined;
}

/** True where two error states, or one twice, may run in one instance. Errs on the side of true. */
export function mayFailTwice(states: readonly Placed[]): boolean {
  const errors = states.filter(({ value }) => value["type"] === "error");
  const [first] = errors;
  if (errors.length !== 1 || first === undefined) return errors.length > 1;
  const targets = new Map(states.map(({ value }) => [plainText(value["id"]), [...transitionsIn(value)]]));
  const own = plainText(first.value["id"]);
  const reached = new Set<string>();
  const pending = [...(targets.get(own) ?? [])];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    pending.push(...(targets.get(at) ?? []));
  }
  return reached.has(own);
}

/** Every state that a state names as its next. */
function* transitionsIn(value: Json): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (typeof member !== "string") yield* transitionsIn(member);
    else if (key === "transition" || key === "defaultTransition") yield member;
  }
}
