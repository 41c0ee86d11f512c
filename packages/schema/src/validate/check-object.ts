// An object against its known fields: unknown, misspelt, missing, mutually exclusive. A misspelt key counts as the field
// it means, so that it is not reported as missing too and its value is checked all the same.

import type { Json, JsonObject } from "@ironweave/jq";
import { isAtLeast } from "../document/dsl-version.ts";
import type { DslVersion } from "../document/dsl-version.ts";
import { nearest } from "../document/nearest.ts";
import { joinReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import type { ConcreteNode } from "../document/resolve-node.ts";
import type { ObjectShape, SchemaNode } from "../document/schema-node.ts";
import type { CheckContext } from "./check-structure.ts";
import type { Finding } from "./finding.ts";
import { SYNONYMS } from "./habits.ts";
import { checkLevels } from "./check-levels.ts";

type Check = (node: SchemaNode, value: Json, at: Reference, context: CheckContext) => void;

export function checkObject(
  node: ConcreteNode,
  shape: ObjectShape,
  value: JsonObject,
  at: Reference,
  context: CheckContext,
  check: Check,
): void {
  const { report, version } = context;
  const known = fieldsIn(shape, version);
  const present = new Set(known.filter((key) => Object.hasOwn(value, key)));
  const meanings = misspeltKeys(shape, value, known, present);
  for (const key of meanings.values()) present.add(key);
  const settled = checkLevels(shape, value, at, present, new Set(meanings.keys()), context);

  for (const [key, member] of Object.entries(value)) {
    const field = known.includes(key) ? key : meanings.get(key);
    const memberAt = joinReference(at, key);
    if (settled.has(key) || context.settled.has(memberAt)) continue;
    if (field === undefined || field !== key) {
      const finding = unknownKey(shape, key, field, at, known, present, context);
      if (finding !== undefined) report(finding);
    }
    const child = field === undefined ? undefined : shape.fields[field];
    if (child !== undefined) check(child, member, memberAt, context);
  }
  for (const key of shape.required) {
    if (present.has(key) || settled.has(key)) continue;
    const message = `\`${key}\` is missing${ofWhat(node)}`;
    report({ code: "missing_property", severity: "error", message, reference: at, target: "key" });
  }
  for (const group of shape.exactlyOne)
    if (!group.some((key) => settled.has(key))) checkGroup(node, group, value, present, at, context);
  if (Object.keys(value).length < shape.minKeys && shape.required.length === 0) {
    const message = `give at least one of ${known.join(", ")}`;
    report({ code: "empty", severity: "error", message, reference: at, target: "key" });
  }
  for (const rule of shape.rules) {
    const broken = rule.check(value);
    if (broken === undefined) continue;
    const { message } = broken;
    const place = { message, reference: joinReference(at, broken.at), target: "key" } as const;
    if (broken.isIgnored === true) {
      const removed = { type: "remove", byHand: true, title: `Remove ${broken.at}`, at: place.reference } as const;
      report({ ...place, code: "ignored_property", severity: "warning", mends: [removed] });
    } else report({ ...place, code: "conflicting_properties", severity: "error" });
  }
}

/** The names of the fields that there are in a version: shapes never change, and every object of a kind has the same. */
const fieldNames = new WeakMap<ObjectShape, Map<DslVersion, readonly string[]>>();

function fieldsIn(shape: ObjectShape, version: DslVersion): readonly string[] {
  let versions = fieldNames.get(shape);
  if (versions === undefined) fieldNames.set(shape, (versions = new Map<DslVersion, readonly string[]>()));
  let names = versions.get(version);
  if (names === undefined) {
    names = Object.keys(shape.fields).filter((key) => isAtLeast(version, shape.fields[key]?.meta.since ?? "1.0.0"));
    versions.set(version, names);
  }
  return names;
}

/** Unknown keys that are one slip away from a field that is not there: unknown key to field. */
function misspeltKeys(
  shape: ObjectShape,
  value: JsonObject,
  known: readonly string[],
  present: ReadonlySet<string>,
): Map<string, string> {
  const meanings = new Map<string, string>();
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape.fields, key));
  if (unknown.length === 0) return meanings;
  const needed = new Set([...shape.required, ...shape.exactlyOne.flat()]);
  const taken = new Set(present);
  for (const key of unknown) {
    const candidates = known.filter((field) => !taken.has(field) && (shape.open === false || needed.has(field)));
    const habit = Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : undefined;
    const field = habit?.find((meant) => candidates.includes(meant)) ?? nearest(key, candidates);
    if (field === undefined) continue;
    meanings.set(key, field);
    taken.add(field);
  }
  return meanings;
}

function unknownKey(
  shape: ObjectShape,
  key: string,
  meant: string | undefined,
  at: Reference,
  known: readonly string[],
  present: ReadonlySet<string>,
  context: CheckContext,
): Finding | undefined {
  const where = { reference: joinReference(at, key), target: "key" } as const;
  if (meant !== undefined) {
    return {
      ...where,
      code: "unknown_property",
      severity: "error",
      message: `\`${key}\` is not known here; did you mean \`${meant}\`?`,
      mends: [{ type: "rename_key", title: `Rename to ${meant}`, at: where.reference, to: meant }],
    };
  }
  const later = shape.fields[key]?.meta.since;
  if (later !== undefined) {
    const message = `\`${key}\` exists since version ${later} of the language; the document says ${context.version}`;
    return { ...where, code: "needs_newer_dsl", severity: "error", message, mends: [{ type: "upgrade" }] };
  }
  if (shape.open === true) return undefined;
  const free = known.filter((field) => !present.has(field));
  const near = nearest(key, known);
  const advice =
    near !== undefined && shape.open === "warn"
      ? `did you mean \`${near}\`?`
      : free.length === 0
        ? "remove it"
        : `possible here: ${free.slice(0, 12).join(", ")}${free.length > 12 ? ", …" : ""}`;
  const message = `\`${key}\` is not known here; ${advice}`;
  return { ...where, code: "unknown_property", severity: shape.open === "warn" ? "warning" : "error", message };
}

function checkGroup(
  node: ConcreteNode,
  group: readonly string[],
  value: JsonObject,
  present: ReadonlySet<string>,
  at: Reference,
  { report }: CheckContext,
): void {
  const found = Object.keys(value).filter((key) => group.includes(key));
  const [first, second] = found;
  if (first !== undefined && second !== undefined) {
    const message = `\`${second}\` excludes \`${first}\`; keep one of them`;
    report({
      code: "conflicting_properties",
      severity: "error",
      message,
      reference: joinReference(at, second),
      target: "key",
    });
  } else if (!group.some((key) => present.has(key))) {
    const message = `one of ${group.map((key) => `\`${key}\``).join(", ")} is missing${ofWhat(node)}`;
    report({ code: "missing_property", severity: "error", message, reference: at, target: "key" });
  }
}

function ofWhat(node: ConcreteNode): string {
  return node.meta.title === undefined ? "" : ` (${node.meta.title})`;
}
