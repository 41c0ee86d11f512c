// getter and setter. Variables of the instance live in `$context.variables`; the other scopes outlive a run, for which there
// is no store yet: they are reported, and the run fails there.

import type { Json, JsonObject } from "@ironweave/jq";
import { expression, isConstantJx, jxOperand, jxProgram } from "../jx/compile-jx.ts";
import { objects } from "../read/read-direktiv.ts";
import type { Placed } from "../read/read-direktiv.ts";
import { jxReport, unsupported } from "../tasks/context.ts";
import type { Core, ImportContext } from "../tasks/context.ts";
import { outputAs, transformed } from "../tasks/transform.ts";
import { nextOf, transformReport } from "./plain-states.ts";
import { plainText } from "../read/plain-text.ts";

function reportScopes({ value, path }: Placed, context: ImportContext): boolean {
  const outside = objects(value["variables"]).flatMap((each, index) =>
    each["scope"] === "instance" ? [] : [{ scope: plainText(each["scope"]), index }],
  );
  for (const { scope, index } of outside)
    context.report(
      "direktiv_variable_scope",
      [...path, "variables", index, "scope"],
      `variables of scope ${scope} have no equal: they outlive the run`,
    );
  return outside.length > 0;
}

function keyProgram(variable: JsonObject, state: Placed, index: number, context: ImportContext): string {
  return jxProgram(variable["key"] ?? "", jxReport(context.report, [...state.path, "variables", index, "key"]));
}

export function getter(state: Placed, context: ImportContext): Core {
  const { value } = state;
  const next = nextOf(value, context);
  if (reportScopes(state, context)) return { task: unsupported("variables that outlive the run"), next };
  const members = objects(value["variables"]).map((variable, index) => {
    const key = keyProgram(variable, state, index, context);
    const name =
      typeof variable["as"] === "string" && variable["as"] !== "" ? JSON.stringify(variable["as"]) : `(${key})`;
    return `${name}: $context.variables[${key}]`;
  });
  const data = `.var = {${members.join(", ")}}`;
  return { task: { set: expression(transformed(data, value["transform"], transformReport(state, context))) }, next };
}

export function setter(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const next = nextOf(value, context);
  if (reportScopes(state, context)) return { task: unsupported("variables that outlive the run"), next };
  const updates = objects(value["variables"]).map((variable, index) => {
    if (variable["value"] === null || variable["value"] === undefined)
      context.report(
        "direktiv_null",
        [...path, "variables", index],
        "without a value the variable is deleted; before v0.8 Direktiv stored the whole data",
      );
    const stored = storedProgram(variable, jxReport(context.report, [...path, "variables", index, "value"]));
    return `.variables[$input | ${keyProgram(variable, state, index, context)}] = ($input | ${stored})`;
  });
  const shaped = outputAs(".", value["transform"], transformReport(state, context));
  return {
    task: {
      set: "${ . }",
      ...shaped,
      export: { as: expression(["($context // {})", ...updates].join(" | ")) },
    },
    next,
  };
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
