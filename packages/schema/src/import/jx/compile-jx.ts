// Direktiv's structured jx as jq: any JSON whose strings may hold `jq(…)` and `js(…)`, as one program over the instance data,
// or as a value with `${ … }` in it. A query must give exactly one result that is not null; where that is not certain, the
// program says `direktiv.jq.badCommand` as Direktiv does. js has no equal: it becomes an error when it is reached.

import { parse, tryCompile } from "@ironweave/jq";
import type { Json, JsonObject } from "@ironweave/jq";
import { isJsonObject } from "../../document/visit-kind.ts";
import { certaintyOf } from "./certainty.ts";
import type { Certainty } from "./certainty.ts";
import { JS_UNSUPPORTED, jsToJq } from "./js-to-jq.ts";
import { splitJx } from "./split-jx.ts";

/** What compiling found: a query that never works in Direktiv either, or one in JavaScript. */
export interface JxProblem {
  readonly code: "direktiv_jq" | "direktiv_js";
  readonly message: string;
}

export type ReportJx = (problem: JxProblem) => void;

/** A program, what is certain of it, and whether it can stand beside an operator without parentheses. */
interface Program {
  readonly text: string;
  readonly certain: Certainty;
  readonly atomic: boolean;
}

const CONSTANT: Certainty = { single: true, nonNull: true, object: false, boolean: false };
const BAD = 'error("direktiv.jq.badCommand")';

/** The value as one jq program over the data. */
export function jxProgram(value: Json, report: ReportJx): string {
  return programOf(value, report).text;
}

/** As `jxProgram`, in parentheses where it would not stand beside an operator. */
export function jxOperand(value: Json, report: ReportJx): string {
  return inParentheses(programOf(value, report));
}

/** As `jxProgram`, for transforms: the result is an object, or the error `direktiv.jq.notObject`. */
export function jxObjectProgram(value: Json, report: ReportJx): string {
  const program = programOf(value, report);
  if (program.certain.object) return program.text;
  return `${program.text} | if type != "object" then error("direktiv.jq.notObject") end`;
}

/** True where Direktiv would take the value for true: not false, 0, "", [] or {}. Null is an error. */
export function jxCondition(value: Json, report: ReportJx): string {
  const program = programOf(value, report);
  return program.certain.boolean ? program.text : `${program.text} | IN(false, 0, "", [], {}) | not`;
}

/** The value as the DSL writes it: JSON in which strings are literals or `${ … }`, over what `data` gives. */
export function jxTemplate(value: Json, report: ReportJx, data = "."): Json {
  if (typeof value === "string") return stringTemplate(value, report, data);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => jxTemplate(item, report, data));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, jxTemplate(member, report, data)]));
}

/** A template that a transform may have: an object, or an expression that gives one. */
export function jxObjectTemplate(value: Json, report: ReportJx): JsonObject | string {
  const template = isJsonObject(value) && Object.keys(value).length > 0 ? jxTemplate(value, report) : undefined;
  return template !== undefined && isJsonObject(template) ? template : expression(jxObjectProgram(value, report));
}

/** A program as the DSL writes it. */
export function expression(program: string): string {
  return `\${ ${program.trim()} }`;
}

/** A text that is meant as it is, where the DSL would take `${ … }` for an expression. */
export function literal(text: string): string {
  return text.trim().startsWith("${") ? expression(JSON.stringify(text)) : text;
}

/** True where no query is in the value. */
export function isConstantJx(value: Json): boolean {
  if (typeof value === "string") return splitJx(value)?.every((part) => typeof part === "string") === true;
  if (Array.isArray(value)) return (value as readonly Json[]).every(isConstantJx);
  return !isJsonObject(value) || Object.values(value).every(isConstantJx);
}

function stringTemplate(given: string, report: ReportJx, data: string): string {
  const text = given.trim();
  if (!isConstantJx(given)) {
    const { text: program } = programOf(given, report);
    return expression(data === "." ? program : program === "." ? data : `${data} | ${program}`);
  }
  return literal(text);
}

function programOf(value: Json, report: ReportJx): Program {
  if (typeof value === "string") return stringProgram(value, report);
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => inParentheses(programOf(item, report)));
    return { text: `[${items.join(", ")}]`, certain: CONSTANT, atomic: true };
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, member]) => {
      const name = /^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key);
      return `${name}: ${inParentheses(programOf(member, report))}`;
    });
    return { text: `{${members.join(", ")}}`, certain: { ...CONSTANT, object: true }, atomic: true };
  }
  const certain = { ...CONSTANT, nonNull: value !== null, boolean: typeof value === "boolean" };
  // Null is an error wherever a value is asked for; inside a structure it is null.
  return { text: JSON.stringify(value), certain, atomic: true };
}

function stringProgram(given: string, report: ReportJx): Program {
  const parts = splitJx(given);
  if (parts === undefined) {
    report({ code: "direktiv_jq", message: "jq(…) or js(…) is not closed; Direktiv fails here when it runs" });
    return failing(BAD);
  }
  const [first] = parts;
  if (parts.length === 1 && first !== undefined && typeof first !== "string") return query(first, report);
  const text = parts.map((part) =>
    typeof part === "string" ? JSON.stringify(part).slice(1, -1) : `\\(${query(part, report).text})`,
  );
  return { text: `"${text.join("")}"`, certain: CONSTANT, atomic: true };
}

function failing(text: string): Program {
  return { text, certain: { single: true, nonNull: true, object: true, boolean: true }, atomic: true };
}

function query(
  { language, text }: { readonly language: "jq" | "js"; readonly text: string },
  report: ReportJx,
): Program {
  if (language === "js") {
    const program = jsToJq(text);
    if (program !== undefined) return query({ language: "jq", text: program }, report);
    const message = "js(…) has no equal: the run fails here; write it as a jq expression";
    report({ code: "direktiv_js", message });
    return failing(JS_UNSUPPORTED);
  }
  const compiled = tryCompile(text);
  if (!compiled.ok) {
    const message = `the query does not compile, so Direktiv fails here when it runs: ${compiled.error.message}`;
    report({ code: "direktiv_jq", message });
    return failing(BAD);
  }
  const node = parse(text);
  const certain = certaintyOf(node);
  // A comment must not swallow what is added.
  const own = text.includes("#") ? `${text.trim()}\n` : text.trim();
  const isPath = node.kind === "Identity" || node.kind === "Index";
  const atomic = isPath || ["Literal", "Object", "Array"].includes(node.kind);
  if (certain.single && certain.nonNull) return { text: own, certain, atomic };
  const nonNull = { ...certain, single: true, nonNull: true };
  if (certain.single) {
    const checked = `${isPath ? own : `(${own})`} | if . == null then ${BAD} end`;
    return { text: checked, certain: nonNull, atomic: false };
  }
  const only = `[${own}] | if length == 1 and .[0] != null then .[0] else ${BAD} end`;
  return { text: only, certain: nonNull, atomic: false };
}

function inParentheses({ text, atomic }: Program): string {
  return atomic ? text : `(${text})`;
}
