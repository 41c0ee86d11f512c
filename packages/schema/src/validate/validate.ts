// Everything wrong with a document: syntax, then structure, then meaning. Meaning is checked also where the structure is
// broken elsewhere, but never says again what the structure has said.

import type { Json } from "@ironweave/jq";
import type { Diagnostic, QuickFix } from "../diagnostic.ts";
import { LATEST_DSL_VERSION } from "../document/dsl-version.ts";
import { resolveReference } from "../document/reference.ts";
import { visitTasks } from "../document/visit-tasks.ts";
import { workflow } from "../document/workflow.ts";
import { upgradeSource } from "../upgrade/upgrade-source.ts";
import type { Source } from "../yaml/source.ts";
import { checkAdditions } from "./check-additions.ts";
import { checkCatalogCalls } from "./check-catalog-calls.ts";
import { checkCatches } from "./check-catches.ts";
import { checkDataSchema } from "./check-data-schema.ts";
import { checkDocument, checkDuration } from "./check-document.ts";
import { checkEmittedEvents } from "./check-emitted-events.ts";
import { expressionChecker } from "./check-expressions.ts";
import { checkFlow } from "./check-flow.ts";
import { nameChecker } from "./check-names.ts";
import { secretChecker } from "./check-secrets.ts";
import { checkStructure } from "./check-structure.ts";
import { checkVariableNames } from "./check-variable-names.ts";
import { dslVersionOf } from "./dsl-version-of.ts";
import type { Finding } from "./finding.ts";
import { foreignDocument } from "./foreign-document.ts";
import { toDiagnostic } from "./to-diagnostics.ts";
import type { Locate } from "./to-diagnostics.ts";
import { walkDocument } from "./walk-document.ts";

/** Codes of expressions that say less than what another check says of the same text. */
const SAID_ONCE: ReadonlySet<string> = new Set(["expression_not_evaluated", "expression_wrong_result"]);

/**
 * Everything wrong with a text, errors and hints, in the order of the text. Empty for a document that runs.
 * Errors of the YAML syntax come alone: what does not parse is not judged further.
 */
export function validate(source: Source): readonly Diagnostic[] {
  const { value } = source;
  if (value === undefined) return source.diagnostics;
  const foreign = foreignDocument(value);
  const said = foreign === undefined ? findings(value) : [foreign];
  const upgrade = once(() => upgradeFix(source));
  const found = said.map((finding) => toDiagnostic(finding, source.locate.bind(source), source.text, upgrade));
  return [...source.diagnostics, ...found].toSorted((left, right) => left.range.start - right.range.start);
}

/** As `validate`, for a value without a text; ranges are empty unless `locate` gives them. */
export function validateValue(value: Json, locate?: Locate): readonly Diagnostic[] {
  return findings(value).map((finding) => toDiagnostic(finding, locate, undefined));
}

function upgradeFix(source: Source): QuickFix | undefined {
  const result = upgradeSource(source);
  if (!result.ok || result.edits.length === 0) return undefined;
  return { title: `Upgrade to dsl ${LATEST_DSL_VERSION}`, edits: result.edits };
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: compute() }).value;
}

function findings(value: Json): readonly Finding[] {
  const version = dslVersionOf(value);
  const names = nameChecker(value);
  const expressions = expressionChecker(value, resolveReference(value, "/evaluate/mode") === "loose");
  const secrets = secretChecker(value);
  const parts: Finding[] = [];
  walkDocument(workflow, value, version, (visited) => {
    names.visit(visited);
    expressions.visit(visited);
    secrets.visit(visited);
    parts.push(...checkDuration(visited), ...checkDataSchema(visited));
  });
  const tasks = [...visitTasks(value)];
  const structure = checkStructure(workflow, value, version);
  const named = names.findings();
  const spoken = new Set([...structure, ...named].map(({ reference }) => reference));
  return [
    ...structure,
    ...checkDocument(value, tasks),
    ...checkAdditions(value, tasks),
    ...checkCatalogCalls(value, tasks),
    ...checkCatches(value, tasks),
    ...checkEmittedEvents(value, tasks),
    ...checkVariableNames(tasks),
    ...checkFlow(tasks),
    ...parts,
    ...named,
    ...secrets.findings(),
    // What the structure has said of a text is not said again of the expression in it.
    ...expressions.findings().filter(({ code, reference }) => !SAID_ONCE.has(code) || !spoken.has(reference)),
  ];
}
