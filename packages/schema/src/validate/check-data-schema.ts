// The schemas that data is held to: that they are JSON Schema, and of their keywords what would fail every value.
// Only what is certain: keywords that are not known here are passed over.

import { compile } from "@ironweave/jq";
import type { Json, JsonObject } from "@ironweave/jq";
import { nearest } from "../document/nearest.ts";
import { joinReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { changeTo } from "./change-to.ts";
import type { Finding, Report } from "./finding.ts";
import type { Visit } from "./walk-document.ts";

const TYPES: readonly string[] = ["array", "boolean", "integer", "null", "number", "object", "string"];
const TYPE_HABITS: Readonly<Record<string, string>> = {
  bool: "boolean",
  dict: "object",
  double: "number",
  float: "number",
  int: "integer",
  list: "array",
  map: "object",
  str: "string",
  text: "string",
};
/** Keywords that hold one schema, a list of them, or a map of them. */
const INNER: readonly string[] = [
  "items",
  "additionalProperties",
  "contains",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
];
const LISTS: readonly string[] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const MAPS: readonly string[] = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
const MAX_DEPTH = 100;

/** Everything wrong with a schema where the document has one. */
export function checkDataSchema({ value, reference, meta }: Visit): readonly Finding[] {
  if (meta.means !== "schema" || !isJsonObject(value)) return [];
  const { format, document } = value;
  if (typeof format === "string" && !/^json(?::|$)/u.test(format)) {
    const message = `schemas in ${JSON.stringify(format)} are not read, only JSON Schema; write \`format: json\` or leave it out`;
    const at = joinReference(reference, "format");
    const mends = nearest(format, ["json"]) === undefined ? [] : [changeTo(at, "json", { byHand: true })];
    return [{ code: "unsupported_schema_format", severity: "error", message, reference: at, mends }];
  }
  if (document === undefined) return [];
  const findings: Finding[] = [];
  checkSchema(document, joinReference(reference, "document"), 0, (finding) => void findings.push(finding));
  return findings;
}

function checkSchema(schema: Json, at: Reference, depth: number, report: Report): void {
  if (depth > MAX_DEPTH || typeof schema === "boolean") return;
  if (!isJsonObject(schema)) {
    const message = "a JSON Schema is an object, or true or false";
    report({ code: "invalid_schema", severity: "error", message, reference: at });
    return;
  }
  checkKeywords(schema, at, report);
  for (const [key, member] of Object.entries(schema)) {
    const reference = joinReference(at, key);
    const isList = LISTS.includes(key) || (key === "items" && Array.isArray(member));
    if (isList && Array.isArray(member))
      for (const [index, each] of (member as readonly Json[]).entries())
        checkSchema(each, joinReference(reference, index), depth + 1, report);
    else if (MAPS.includes(key) && isJsonObject(member))
      for (const [name, each] of Object.entries(member))
        checkSchema(each, joinReference(reference, name), depth + 1, report);
    else if (INNER.includes(key)) checkSchema(member, reference, depth + 1, report);
  }
}

function checkKeywords(schema: JsonObject, at: Reference, report: Report): void {
  const { type, pattern, required } = schema;
  const types = Array.isArray(type) ? (type as readonly Json[]) : type === undefined ? [] : [type];
  for (const [index, each] of types.entries()) {
    if (typeof each === "string" && TYPES.includes(each)) continue;
    const reference = Array.isArray(type) ? joinReference(at, "type", index) : joinReference(at, "type");
    const meant = typeof each === "string" ? (TYPE_HABITS[each.toLowerCase()] ?? nearest(each, TYPES)) : undefined;
    const message = `JSON Schema has no type ${JSON.stringify(each)}, so that no value is of it; ${meant === undefined ? `there are ${TYPES.join(", ")}` : `did you mean ${meant}?`}`;
    const mends = meant === undefined ? [] : [changeTo(reference, meant)];
    report({ code: "invalid_schema", severity: "error", message, reference, mends });
  }
  if (typeof pattern === "string" && !isPattern(pattern)) {
    const message = "the pattern is no regular expression of jq's kind, so that every text fails";
    report({ code: "invalid_schema", severity: "error", message, reference: joinReference(at, "pattern") });
  }
  if (required !== undefined && !Array.isArray(required) && typeof required !== "boolean") {
    const message = "`required` is a list of names; as it stands it demands nothing";
    report({ code: "invalid_schema", severity: "warning", message, reference: joinReference(at, "required") });
  }
  for (const key of MAPS) {
    const member = schema[key];
    if (member === undefined || isJsonObject(member)) continue;
    const message = `\`${key}\` is a map of schemas by name; as it stands it says nothing`;
    report({ code: "invalid_schema", severity: "warning", message, reference: joinReference(at, key) });
  }
}

/** As a run tests it. */
function isPattern(pattern: string): boolean {
  try {
    compile("test($pattern)", { variables: ["pattern"] }).run("", { variables: { pattern } });
    return true;
  } catch {
    return false;
  }
}
