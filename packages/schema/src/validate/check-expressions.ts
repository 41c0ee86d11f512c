// Every jq program of a document: that it compiles where it stands, with the variables that exist there.

import type { Json } from "@ironweave/jq";
import { joinReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { nearest } from "../document/nearest.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { expressionIn, isPartlyWrapped } from "./expression-text.ts";
import type { Finding } from "./finding.ts";
import { jqMistake } from "./jq-mistake.ts";
import type { Visit } from "./walk-document.ts";

/** Collects the mistakes of expressions while the document is walked. In loose mode text in data may be anything. */
export function expressionChecker(isLoose: boolean) {
  const findings: Finding[] = [];
  // A value below one that is already read as data must not be read twice.
  let readAsData: Reference | undefined;

  function visit({ value, reference, meta, variables }: Visit): void {
    const { expression } = meta;
    if (expression === undefined) return;
    if (readAsData !== undefined && reference.startsWith(`${readAsData}/`)) return;
    if (typeof value === "string") checkText(value, reference, expression === "field", variables);
    else if (expression === "value" && isContainer(value)) {
      readAsData = reference;
      checkData(value, reference, variables);
    }
  }

  function checkData(value: Json, reference: Reference, variables: ReadonlySet<string>): void {
    if (typeof value === "string") checkText(value, reference, false, variables);
    else if (Array.isArray(value))
      for (const [index, item] of (value as readonly Json[]).entries())
        checkData(item, joinReference(reference, index), variables);
    else if (isJsonObject(value))
      for (const [key, member] of Object.entries(value)) checkData(member, joinReference(reference, key), variables);
  }

  function checkText(text: string, reference: Reference, isField: boolean, variables: ReadonlySet<string>): void {
    const expression = expressionIn(text, isField ? "field" : "value");
    if (expression === undefined) {
      if (isLoose || !isPartlyWrapped(text)) return;
      const message =
        "this text is taken as it is: only `${ }` around the whole text is evaluated; join the parts in jq instead";
      findings.push({ code: "expression_not_evaluated", severity: "warning", message, reference });
      return;
    }
    const mistake = jqMistake(expression.program, variables);
    if (mistake === undefined) return;
    const { code, message, name } = mistake;
    const meant = name === undefined ? undefined : nearest(name, variables);
    findings.push({
      code,
      severity: "error",
      message:
        code === "undefined_variable"
          ? variableMessage(name ?? "", meant, variables)
          : `the expression is not jq: ${message}`,
      reference,
      offset: expression.offset + mistake.start,
      length: Math.max(1, mistake.end - mistake.start),
    });
  }

  return { visit, findings: (): readonly Finding[] => findings };
}

function variableMessage(name: string, meant: string | undefined, variables: ReadonlySet<string>): string {
  if (meant !== undefined) return `$${name} does not exist here; did you mean $${meant}?`;
  if (name === "output") return "$output exists only in `export.as`; in `output.as` the output is `.`";
  return `$${name} does not exist here; possible: ${[...variables].map((known) => `$${known}`).join(", ")}`;
}

function isContainer(value: Json): boolean {
  return typeof value === "object" && value !== null;
}
