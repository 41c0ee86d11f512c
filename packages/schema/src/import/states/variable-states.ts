// getter and setter. Variables of the instance live in `$context.variables`; those of a workflow or a namespace are kept by the
// default catalog's functions (ADR 101). Other scopes are reported, and the run fails there.

import type { Json, JsonObject } from "@ironweave/jq";
import { expression, isConstantJx, jxOperand, jxProgram, jxTemplate } from "../jx/compile-jx.ts";
import { objects } from "../read/read-direktiv.ts";
import type { Placed } from "../read/read-direktiv.ts";
import { jxReport, unsupported } from "../tasks/context.ts";
import type { Core, ImportContext } from "../tasks/context.ts";
import { outputAs, transformed } from "../tasks/transform.ts";
import { nextOf, transformReport } from "./plain-states.ts";
import { plainText } from "../read/plain-text.ts";

const GET = "get-variable:1.0.0@default";
const SET = "set-variable:1.0.0@default";

/** A variable of a getter or setter. */
interface Variable {
  readonly value: JsonObject;
  readonly index: number;
  readonly scope: string;
}

function variablesOf({ value }: Placed): readonly Variable[] {
  return objects(value["variables"]).map((each, index) => ({ value: each, index, scope: plainText(each["scope"]) }));
}

/** True where a scope is none that anything keeps. */
function reportScopes(state: Placed, context: ImportContext): boolean {
  const unknown = variablesOf(state).filter(({ scope }) => !["instance", "workflow", "namespace"].includes(scope));
  for (const { scope, index } of unknown)
    context.report(
      "direktiv_variable_scope",
      [...state.path, "variables", index, "scope"],
      `variables of scope ${scope} have no equal`,
    );
  return unknown.length > 0;
}

function keyReport({ index }: Variable, { path }: Placed, context: ImportContext): ReturnType<typeof jxReport> {
  return jxReport(context.report, [...path, "variables", index, "key"]);
}

function keyProgram(variable: Variable, state: Placed, context: ImportContext): string {
  return jxProgram(variable.value["key"] ?? "", keyReport(variable, state, context));
}

/** Which variable a function is to work on. */
function named(variable: Variable, state: Placed, context: ImportContext): JsonObject {
  const key = jxTemplate(variable.value["key"] ?? "", keyReport(variable, state, context));
  return { scope: variable.scope, key };
}

export function getter(state: Placed, context: ImportContext): Core {
  const { value } = state;
  const next = nextOf(value);
  if (reportScopes(state, context)) return { task: unsupported("variables of this scope"), next };
  const variables = variablesOf(state);
  const kept = variables.filter(({ scope }) => scope !== "instance");
  const members = variables.map((variable) => {
    const { value: declared, scope } = variable;
    const key = keyProgram(variable, state, context);
    const name =
      typeof declared["as"] === "string" && declared["as"] !== "" ? JSON.stringify(declared["as"]) : `(${key})`;
    if (scope === "instance") return `${name}: $context.variables[${key}]`;
    return kept.length === 1 ? `${name}: $kept` : `${name}: $kept[${kept.indexOf(variable)}]`;
  });
  const data = `.var = {${members.join(", ")}}`;
  const report = transformReport(state, context);
  if (kept.length === 0) return { task: { set: expression(transformed(data, value["transform"], report)) }, next };
  const [first] = kept;
  const shaped = (found: string): JsonObject => ({
    output: { as: expression(transformed(`${found} as $kept | $input | ${data}`, value["transform"], report)) },
  });
  if (kept.length === 1 && first !== undefined)
    return { task: { call: GET, with: named(first, state, context), ...shaped(".value") }, next };
  const branches = kept.map((variable): JsonObject => {
    const name = context.uniqueName(`${plainText(value["id"])}-${variable.index}`);
    return { [name]: { call: GET, with: named(variable, state, context) } };
  });
  return { task: { fork: { branches }, ...shaped("map(.value)") }, next };
}

export function setter(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const next = nextOf(value);
  if (reportScopes(state, context)) return { task: unsupported("variables of this scope"), next };
  const variables = variablesOf(state);
  for (const { value: variable, index } of variables) {
    if (variable["value"] === null || variable["value"] === undefined)
      context.report(
        "direktiv_null",
        [...path, "variables", index],
        "without a value the variable is deleted; before v0.8 Direktiv stored the whole data",
      );
  }
  const stored = ({ value: variable, index }: Variable): string =>
    storedProgram(variable, jxReport(context.report, [...path, "variables", index, "value"]));
  const shaped = (data: string): JsonObject => ({
    ...outputAs(data, value["transform"], transformReport(state, context)),
  });
  const kept = variables
    .filter(({ scope }) => scope !== "instance")
    .map((variable): JsonObject => ({
      call: SET,
      with: { ...named(variable, state, context), value: expression(stored(variable)) },
    }));
  const updates = variables
    .filter(({ scope }) => scope === "instance")
    .map((variable) => `.variables[$input | ${keyProgram(variable, state, context)}] = ($input | ${stored(variable)})`);
  const exported = { export: { as: expression(["($context // {})", ...updates].join(" | ")) } };
  if (kept.length === 0) return { task: { set: "${ . }", ...shaped("."), ...exported }, next };
  const [only] = kept;
  const more = updates.length === 0 ? {} : exported;
  if (kept.length === 1 && only !== undefined) return { task: { ...only, ...shaped("$input"), ...more }, next };
  // One after the other: a key that is set twice has the last value.
  const steps = kept.map((task, index): JsonObject => ({
    [context.uniqueName(`${plainText(value["id"])}-${index}`)]: { ...task, output: { as: "${ $input }" } },
  }));
  return { task: { do: steps, ...shaped("."), ...more }, next };
}

/** What a getter gives later: JSON as it is, other bytes as base64; empty JSON deletes. */
function storedProgram(variable: JsonObject, report: ReturnType<typeof jxReport>): string {
  const value: Json = variable["value"] ?? null;
  const type = plainText(variable["mimeType"] ?? "")
    .split(";")[0]
    ?.trim();
  if (type === "text/plain")
    return `${jxOperand(value, report)} | tostring | . as $text | try fromjson catch ($text | @base64)`;
  if (type === "application/octet-stream")
    return `${jxOperand(value, report)} | . as $text | try (@base64d | fromjson) catch $text`;
  if (isConstantJx(value) && JSON.stringify(value).length > 2) return jxOperand(value, report);
  return `${jxOperand(value, report)} | if IN({}, [], 0, "") then null end`;
}
