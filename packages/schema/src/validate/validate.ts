// Everything wrong with a document: syntax, then structure, then meaning. Meaning is checked also where the structure is
// broken elsewhere, but never says again what the structure has said.

import type { Json } from "@ironweave/jq";
import type { Diagnostic } from "../diagnostic.ts";
import { LATEST_DSL_VERSION, isDslVersion } from "../document/dsl-version.ts";
import type { DslVersion } from "../document/dsl-version.ts";
import { resolveReference } from "../document/reference.ts";
import { workflow } from "../document/workflow.ts";
import type { Source } from "../yaml/source.ts";
import { checkDocument, checkDuration } from "./check-document.ts";
import { expressionChecker } from "./check-expressions.ts";
import { checkFlow } from "./check-flow.ts";
import { nameChecker } from "./check-names.ts";
import { checkStructure } from "./check-structure.ts";
import type { Finding } from "./finding.ts";
import { toDiagnostic } from "./to-diagnostics.ts";
import type { Locate } from "./to-diagnostics.ts";
import { walkDocument } from "./walk-document.ts";

/**
 * Everything wrong with a text, errors and hints, in the order of the text. Empty for a document that runs.
 * Errors of the YAML syntax come alone: what does not parse is not judged further.
 */
export function validate(source: Source): readonly Diagnostic[] {
  const { value } = source;
  if (value === undefined) return source.diagnostics;
  const found = findings(value).map((finding) => toDiagnostic(finding, source.locate.bind(source), source.text));
  return [...source.diagnostics, ...found].toSorted((left, right) => left.range.start - right.range.start);
}

/** As `validate`, for a value without a text; ranges are empty unless `locate` gives them. */
export function validateValue(value: Json, locate?: Locate): readonly Diagnostic[] {
  return findings(value).map((finding) => toDiagnostic(finding, locate, undefined));
}

/** The version by which a document is judged: its own, or the latest where it says none that is known. */
export function dslVersionOf(value: Json): DslVersion {
  const version = resolveReference(value, "/document/dsl");
  return isDslVersion(version) ? version : LATEST_DSL_VERSION;
}

function findings(value: Json): readonly Finding[] {
  const version = dslVersionOf(value);
  const names = nameChecker(value);
  const expressions = expressionChecker(resolveReference(value, "/evaluate/mode") === "loose");
  const durations: Finding[] = [];
  walkDocument(workflow, value, version, (visited) => {
    names.visit(visited);
    expressions.visit(visited);
    durations.push(...checkDuration(visited));
  });
  return [
    ...checkStructure(workflow, value, version),
    ...checkDocument(value),
    ...checkFlow(value),
    ...durations,
    ...names.findings(),
    ...expressions.findings(),
  ];
}
