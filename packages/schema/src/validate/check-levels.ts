// Fields that stand a level too high or too low: the arguments of a call beside `with`, the tasks of a loop inside `for`.
// One mistake, one diagnostic: what is missing and what is not known are the same thing here.

import type { Json, JsonObject } from "@ironweave/jq";
import { joinReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { resolveNode } from "../document/resolve-node.ts";
import type { DslVersion } from "../document/dsl-version.ts";
import type { ObjectShape, SchemaNode } from "../document/schema-node.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { CheckContext } from "./check-structure.ts";
import { chooseOption } from "./choose-option.ts";
import { levelBelow } from "./text-mends.ts";

/** Reports misplaced fields; the keys of this object that need no further word. `spoken` are keys that mean another. */
export function checkLevels(
  shape: ObjectShape,
  value: JsonObject,
  at: Reference,
  present: ReadonlySet<string>,
  spoken: ReadonlySet<string>,
  context: CheckContext,
): ReadonlySet<string> {
  const settled = new Set<string>();
  const missing = shape.required.filter((key) => !present.has(key));
  const groups = shape.exactlyOne.filter((group) => !group.some((key) => present.has(key)));
  const strangers = Object.keys(value).filter((key) => !Object.hasOwn(shape.fields, key) && !spoken.has(key));
  const [first] = strangers;
  for (const key of [...missing, ...groups.map((group) => group[0] ?? "")]) {
    const group = groups.find((each) => each[0] === key) ?? [key];
    const path = first === undefined ? undefined : levelOfOne(shape, group, strangers, context.version, []);
    if (path !== undefined && first !== undefined) {
      const keys = strangers.map((each) => `\`${each}\``).join(", ");
      context.report({
        code: "wrong_level",
        severity: "error",
        message: `${keys} ${strangers.length === 1 ? "belongs" : "belong"} under \`${path.join(".")}\``,
        reference: joinReference(at, first),
        target: "key",
        mends: [
          {
            type: "text",
            title: `Move under ${path.join(".")}`,
            edits: (view) => levelBelow(view, at, strangers, path),
          },
        ],
      });
      return new Set([...group, ...strangers]);
    }
    if (!missing.includes(key)) continue;
    const holder = Object.entries(value).find(([held, member]) =>
      isMisplaced(shape, held, member, key, context.version),
    );
    if (holder === undefined) continue;
    const reference = joinReference(at, holder[0], key);
    context.settled.add(reference);
    settled.add(key);
    context.report({
      code: "wrong_level",
      severity: "error",
      message: `\`${key}\` stands inside \`${holder[0]}\`; it belongs beside it`,
      reference,
      target: "key",
    });
  }
  return settled;
}

/** The path below which all of the keys are fields. */
function levelOf(
  node: SchemaNode | undefined,
  keys: readonly string[],
  version: DslVersion,
  path: readonly string[],
): readonly string[] | undefined {
  if (node === undefined || path.length > 4) return undefined;
  const { shape } = resolveNode(node, version);
  if (shape.kind === "choice") {
    if (node.shape.kind === "reference") return undefined;
    for (const option of shape.options) {
      if (option.shape.kind === "choice") continue;
      const found = levelOf(option, keys, version, path);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (shape.kind !== "object") return undefined;
  if (keys.every((key) => Object.hasOwn(shape.fields, key))) return path;
  const inner = [...shape.required, ...(Object.hasOwn(shape.fields, "with") ? ["with"] : [])];
  for (const key of inner) {
    const found = levelOf(shape.fields[key], keys, version, [...path, key]);
    if (found !== undefined) return found;
  }
  for (const group of shape.exactlyOne) {
    const found = levelOfOne(shape, group, keys, version, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The path through one of a group's fields: the first, which is the usual one, or else the only one that leads there. */
function levelOfOne(
  shape: ObjectShape,
  group: readonly string[],
  keys: readonly string[],
  version: DslVersion,
  path: readonly string[],
): readonly string[] | undefined {
  const found = group.map((key) => levelOf(shape.fields[key], keys, version, [...path, key]));
  const others = found.filter((each) => each !== undefined);
  return found[0] ?? (others.length === 1 ? others[0] : undefined);
}

/** True where a member holds a key that is missing beside it and that it does not know itself. */
function isMisplaced(shape: ObjectShape, held: string, member: Json, key: string, version: DslVersion): boolean {
  const field = Object.hasOwn(shape.fields, held) ? shape.fields[held] : undefined;
  if (field === undefined || !isJsonObject(member) || !Object.hasOwn(member, key)) return false;
  const node = resolveNode(field, version);
  const inner = node.shape.kind === "choice" ? chooseOption(node.shape, member, version) : field;
  const own = inner === undefined ? undefined : resolveNode(inner, version).shape;
  return own?.kind === "object" && !own.open && !Object.hasOwn(own.fields, key);
}
