// Every jq program of a document: that it compiles where it stands, with the variables that exist there.

import { BUILTIN_NAMES } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { joinReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import type { NodeMeta } from "../document/schema-node.ts";
import { nearest } from "../document/nearest.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { expressionHints } from "./expression-hints.ts";
import { expressionIn } from "./expression-text.ts";
import type { Finding, Mend } from "./finding.ts";
import { compiles, jqAdvice } from "./jq-habits.ts";
import { notEvaluated } from "./not-evaluated.ts";
import { renameIn, replaceText } from "./text-mends.ts";
import { readableVariables } from "./check-secrets.ts";
import { jqMistake } from "./jq-mistake.ts";
import { EVERYWHERE } from "./walk-document.ts";
import type { Visit } from "./walk-document.ts";

const BUILTINS: ReadonlySet<string> = new Set(BUILTIN_NAMES.map(({ name }) => name));

/** Collects the mistakes of expressions while the document is walked. In loose mode text in data may be anything. */
export function expressionChecker(document: Json, isLoose: boolean) {
  const findings: Finding[] = [];
  // A value below one that is already read as data must not be read twice.
  let readAsData: Reference | undefined;

  // What the innermost visited place may read, of which messages speak.
  let readable: () => readonly string[] = () => [];

  function visit(visited: Visit): void {
    const { value, reference, meta, variables } = visited;
    const { expression } = meta;
    if (expression === undefined) return;
    readable = () => readableVariables(document, visited);
    if (readAsData !== undefined && reference.startsWith(`${readAsData}/`)) return;
    if (typeof value === "string") {
      checkText(value, reference, expression === "field", variables, meta);
    } else if (expression === "value" && isContainer(value)) {
      readAsData = reference;
      checkData(value, reference, variables);
    }
  }

  function checkData(value: Json, reference: Reference, variables: ReadonlySet<string>): void {
    if (typeof value === "string") checkText(value, reference, false, variables, {});
    else if (Array.isArray(value))
      for (const [index, item] of (value as readonly Json[]).entries())
        checkData(item, joinReference(reference, index), variables);
    else if (isJsonObject(value))
      for (const [key, member] of Object.entries(value)) checkData(member, joinReference(reference, key), variables);
  }

  function checkText(
    text: string,
    reference: Reference,
    isField: boolean,
    variables: ReadonlySet<string>,
    place: Pick<NodeMeta, "gives">,
  ): void {
    const expression = expressionIn(text, isField ? "field" : "value");
    if (expression === undefined) {
      if (!isLoose) findings.push(...notEvaluated(text, reference, variables));
      return;
    }
    const mistake = jqMistake(expression.program, variables);
    if (mistake === undefined) {
      findings.push(...expressionHints(expression, place, reference, isField && expression.offset === 0));
      return;
    }
    const { code, message, name } = mistake;
    const meant = name === undefined ? undefined : nearest(name, readable());
    const call = code === "undefined_function" ? expression.program.slice(mistake.start, mistake.end) : "";
    const fn = /^\w+/u.exec(call)?.[0];
    const builtin = fn === undefined || BUILTINS.has(fn) ? undefined : nearest(fn, BUILTINS);
    const advice = jqAdvice(expression.program, variables, fn);
    const mends: Mend[] = [];
    if (
      builtin !== undefined &&
      fn !== undefined &&
      compiles(renamedFunction(expression.program, fn, builtin), variables)
    )
      mends.push({
        type: "text",
        title: `Change to ${builtin}`,
        edits: (view) => renameIn(view, reference, fn, builtin),
      });
    const program = advice?.program;
    if (program !== undefined)
      mends.push({
        type: "text",
        title: `Change to ${program}`,
        edits: (view) =>
          replaceText(view, reference, isField && expression.offset === 0 ? program : `\${ ${program} }`),
      });
    else if (meant !== undefined && name !== undefined)
      mends.push({
        type: "text",
        // Which of the document's own names is meant is a choice; those of the language are few and far apart.
        ...(EVERYWHERE.has(meant) || meant === "task" || meant === "output" ? {} : { byHand: true }),
        title: `Change to $${meant}`,
        edits: (view) => renameIn(view, reference, name, meant),
      });
    const hint = builtin === undefined ? "" : `; did you mean ${builtin}?`;
    findings.push({
      code,
      severity: "error",
      message:
        code === "undefined_variable" && advice === undefined
          ? variableMessage(name ?? "", meant, readable())
          : `the expression is not jq: ${advice?.message ?? message}${hint}`,
      reference,
      offset: expression.offset + mistake.start,
      length: Math.max(1, mistake.end - mistake.start),
      // A function's name that is nearly right may as well be data without its dot.
      mends: mends.length > 1 ? mends.map((mend): Mend => ({ ...mend, byHand: true })) : mends,
    });
  }

  return { visit, findings: (): readonly Finding[] => findings };
}

function renamedFunction(program: string, from: string, to: string): string {
  return program.replace(new RegExp(`(?<![.$\\w])${from}\\b`, "u"), to);
}

function variableMessage(name: string, meant: string | undefined, possible: readonly string[]): string {
  if (meant !== undefined) return `$${name} does not exist here; did you mean $${meant}?`;
  if (name === "output") return "$output exists only in `export.as`; in `output.as` the output is `.`";
  return `$${name} does not exist here; possible: ${possible.map((known) => `$${known}`).join(", ")}`;
}

function isContainer(value: Json): boolean {
  return typeof value === "object" && value !== null;
}
