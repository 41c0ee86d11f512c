// The structural check: a value against the document schema. One mistake gives one finding: of a union, the alternative
// that the value most likely means is checked alone, never all of them.
// Recursion over the value only, so it ends; depth is bounded by the parser.

import type { Json } from "@ironweave/jq";
import type { DslVersion } from "../document/dsl-version.ts";
import { nearest } from "../document/nearest.ts";
import { joinReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { resolveNode } from "../document/resolve-node.ts";
import type { ConcreteNode, ConcreteShape } from "../document/resolve-node.ts";
import type { SchemaNode } from "../document/schema-node.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { changeTo } from "./change-to.ts";
import { checkObject } from "./check-object.ts";
import { chooseOption } from "./choose-option.ts";
import { checkNamedItem } from "./check-named-item.ts";
import { checkTaskKind } from "./check-task-kind.ts";
import { adviceOnText, adviceOnType } from "./advice.ts";
import type { Finding, MendView, Report } from "./finding.ts";
import { demandedType, jsonTypeOf, shortValue, typeWords } from "./json-type.ts";
import type { JsonType } from "./json-type.ts";
import { replaceText } from "./text-mends.ts";

/** Everything wrong with the shape of `value`, in document order. */
export function checkStructure(node: SchemaNode, value: Json, version: DslVersion): readonly Finding[] {
  const findings: Finding[] = [];
  checkNode(node, value, "", { version, settled: new Set(), report: (finding) => void findings.push(finding) });
  return findings;
}

/** What the check carries along. */
export interface CheckContext {
  readonly version: DslVersion;
  readonly report: Report;
  /** Members, by reference, of which a check further out has said what is wrong. */
  readonly settled: Set<Reference>;
}

/** Checks one node and what is below it. */
export function checkNode(node: SchemaNode, value: Json, at: Reference, context: CheckContext): void {
  const concrete = resolveNode(node, context.version);
  const { shape } = concrete;
  if (shape.kind === "choice") {
    checkChoice(node, concrete, shape, value, at, context);
    return;
  }
  if (shape.kind === "string" && shape.scalars === true && (typeof value === "number" || typeof value === "boolean")) {
    const message = `${subject(concrete, at)} is sent as text; put it in quotes, as the language's schema wants it`;
    // What is sent now: `1.0` is the number 1.
    const edits = (view: MendView) => replaceText(view, at, String(value));
    const mends = [{ type: "text", title: "Put in quotes", edits }] as const;
    context.report({ code: "sent_as_text", severity: "warning", message, reference: at, mends });
    return;
  }
  const demanded = demandedType(shape);
  if (demanded !== undefined && jsonTypeOf(value) !== demanded) {
    reportWrongType(concrete, [demanded], value, at, context.report);
    return;
  }
  checkShape(concrete, shape, value, at, context);
}

function checkShape(
  node: ConcreteNode,
  shape: Exclude<ConcreteShape, { kind: "choice" }>,
  value: Json,
  at: Reference,
  context: CheckContext,
): void {
  switch (shape.kind) {
    case "any":
    case "boolean":
      return;
    case "integer":
      if (typeof value === "number") checkInteger(node, shape, value, at, context.report);
      return;
    case "string":
      if (typeof value === "string") checkString(node, shape, value, at, context.report);
      return;
    case "list":
      if (Array.isArray(value)) checkList(node, shape, value, at, context);
      return;
    case "map":
      if (!isJsonObject(value)) return;
      if (shape.single && !checkNamedItem(value, at, isTasks(shape.values), context.report)) return;
      if (!shape.single && Object.keys(value).length < shape.minKeys) reportEmpty(node, at, context.report);
      for (const [key, member] of Object.entries(value))
        checkNode(shape.values, member, joinReference(at, key), context);
      return;
    case "object":
      if (isJsonObject(value)) checkObject(node, shape, value, at, context, checkNode);
      return;
  }
}

function checkChoice(
  node: SchemaNode,
  concrete: ConcreteNode,
  shape: Extract<ConcreteShape, { kind: "choice" }>,
  value: Json,
  at: Reference,
  context: CheckContext,
): void {
  if (node.shape.kind === "reference" && node.shape.name === "task" && !checkTaskKind(value, at, context.report))
    return;
  const chosen = chooseOption(shape, value, context.version);
  if (chosen !== undefined) {
    checkNode(chosen, value, at, context);
    return;
  }
  const types = new Set(shape.options.map((option) => demandedType(resolveNode(option, context.version).shape)));
  reportWrongType(
    concrete,
    [...types].filter((type) => type !== undefined),
    value,
    at,
    context.report,
  );
}

function checkInteger(
  node: ConcreteNode,
  shape: Extract<ConcreteShape, { kind: "integer" }>,
  value: number,
  at: Reference,
  report: Report,
): void {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape;
  if (!Number.isInteger(value)) {
    const message = `${subject(node, at)} must be a whole number, not ${value}`;
    report({ code: "wrong_type", severity: "error", message, reference: at });
  } else if (value < minimum || value > maximum) {
    const message = `${subject(node, at)} must be from ${minimum} to ${maximum}, not ${value}`;
    report({ code: "out_of_range", severity: "error", message, reference: at });
  }
}

function checkString(
  node: ConcreteNode,
  shape: Extract<ConcreteShape, { kind: "string" }>,
  value: string,
  at: Reference,
  report: Report,
): void {
  const { offered } = node.meta;
  const possible = offered?.values ?? shape.values;
  if (offered !== undefined && shape.values?.includes(value) === true && !offered.values.includes(value)) {
    const message = `${subject(node, at)} ${shortValue(value)} is not served here; possible: ${offered.values.join(", ")}`;
    const meant = nearest(value, offered.values);
    const mends = meant === undefined ? [] : [changeTo(at, meant, { byHand: true })];
    report({ code: offered.code, severity: "error", message, reference: at, mends });
  } else if (shape.values !== undefined && possible !== undefined && !shape.values.includes(value)) {
    const meant = nearest(value, possible);
    const advice = meant === undefined ? "" : ` (did you mean ${meant}?)`;
    const message = `${subject(node, at)} must be ${possible.join(", ")}, not ${shortValue(value)}${advice}`;
    const mends = meant === undefined ? [] : [changeTo(at, meant)];
    report({ code: "not_allowed_value", severity: "error", message, reference: at, mends });
  } else if (shape.not?.includes(value) === true) {
    const message = `${subject(node, at)} must not be ${shortValue(value)}`;
    report({ code: "not_allowed_value", severity: "error", message, reference: at });
  } else if (shape.minLength !== undefined && value.length < shape.minLength) {
    report({ code: "empty_text", severity: "error", message: `${subject(node, at)} must not be empty`, reference: at });
  } else if (shape.check !== undefined && !shape.check.test(value)) {
    const { advice, mends } = adviceOnText(shape.check.code, value, at);
    const message = `${subject(node, at)} must be ${shape.check.hint}, not ${shortValue(value)}${advice === "" ? "" : `; ${advice}`}`;
    report({ code: shape.check.code, severity: "error", message, reference: at, mends });
  }
}

function checkList(
  node: ConcreteNode,
  shape: Extract<ConcreteShape, { kind: "list" }>,
  value: readonly Json[],
  at: Reference,
  context: CheckContext,
): void {
  if (value.length < shape.minItems) reportEmpty(node, at, context.report);
  for (const [index, item] of value.entries()) checkNode(shape.items, item, joinReference(at, index), context);
}

function reportEmpty(node: ConcreteNode, at: Reference, report: Report): void {
  report({ code: "empty", severity: "error", message: `${subject(node, at)} must not be empty`, reference: at });
}

function reportWrongType(
  node: ConcreteNode,
  wanted: readonly JsonType[],
  value: Json,
  at: Reference,
  report: Report,
): void {
  const type = jsonTypeOf(value);
  const found = type === "null" ? "it is empty" : `it is ${typeWords(type)}`;
  const { advice, mends } = adviceOnType(node, wanted, value, at);
  report({
    code: "wrong_type",
    severity: "error",
    message: `${subject(node, at)} must be ${wanted.map(typeWords).join(" or ")}, but ${found}${advice === "" ? "" : `; ${advice}`}`,
    reference: at,
    mends,
  });
}

function isTasks(node: SchemaNode): boolean {
  return node.shape.kind === "reference" && node.shape.name === "task";
}

/** What a message speaks of: the key as it stands in the text. */
function subject(node: ConcreteNode, at: Reference): string {
  const key = at
    .slice(at.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  return key === ""
    ? "the document"
    : /^\d+$/u.test(key)
      ? (node.meta.title ?? "the item").toLowerCase()
      : `\`${key}\``;
}
