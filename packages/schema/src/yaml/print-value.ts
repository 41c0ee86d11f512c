// JSON as YAML text in the style of the surrounding text. The only place where new YAML is made.
// The invariant: what is printed reads as the same JSON. Results end without a line break.

import type { Json, JsonObject } from "@ironweave/jq";
import { isJsonObject } from "../document/visit-kind.ts";
import { doubleQuoted, isLiteralSafe, printLiteral, printString } from "./print-scalar.ts";
import type { NodeStyle } from "./syntax-tree.ts";
import type { TextStyle } from "./text-style.ts";

/** What follows `key:`, from the blank on. `column` is that of the key. */
export function printMember(value: Json, column: number, style: TextStyle, like?: NodeStyle): string {
  if (isEmptyOrScalar(value)) return ` ${printInline(value, column, style, like)}`;
  const inner = column + (Array.isArray(value) ? style.dash : style.step);
  return style.eol + " ".repeat(inner) + printBlock(value, inner, style);
}

/** What follows `- `. `column` is that of the dash. */
export function printItem(value: Json, column: number, style: TextStyle, like?: NodeStyle): string {
  return isEmptyOrScalar(value) ? printInline(value, column, style, like) : printBlock(value, column + 2, style);
}

/** A value whose first line begins at `column` and whose other lines are indented to it. */
export function printBlock(value: Json, column: number, style: TextStyle): string {
  const pad = style.eol + " ".repeat(column);
  if (Array.isArray(value) && value.length > 0) {
    return (value as readonly Json[]).map((item) => `- ${printItem(item, column, style)}`).join(pad);
  }
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value)
      .map(([key, member]) => `${printKey(key, undefined, false)}:${printMember(member, column, style)}`)
      .join(pad);
  }
  return printInline(value, column - style.step, style);
}

/** A key, in the style of the key that it replaces where possible. */
export function printKey(key: string, like: NodeStyle | undefined, flow: boolean): string {
  const text = printString(key, like, flow);
  return /^[\w.$/-]/.test(text) || /^['"]/.test(text) ? text : doubleQuoted(key);
}

/** A scalar or an empty collection; strings of several lines as a literal block under `column`. */
export function printInline(value: Json, column: number, style: TextStyle, like?: NodeStyle): string {
  if (typeof value === "string") {
    if (style.literals && isLiteralSafe(value) && like !== "double")
      return printLiteral(value, Math.max(column, 0) + style.step, style.eol);
    return printString(value, like, false);
  }
  return printFlow(value, style);
}

/** A value in flow style on one line; as JSON where the text is JSON. */
export function printFlow(value: Json, style: TextStyle, like?: NodeStyle): string {
  if (typeof value === "string") return style.json ? doubleQuoted(value) : printString(value, like, true);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map((item) => printFlow(item, style)).join(", ")}]`;
  if (!isJsonObject(value)) return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  const members = flowMembers(value, style, (member) => printFlow(member, style));
  if (members.length === 0) return "{}";
  return style.padded ? `{ ${members.join(", ")} }` : `{${members.join(", ")}}`;
}

/** A value in flow style over several lines, as pretty-printed JSON is; `column` is that of the closing bracket. */
export function printFlowLines(value: Json, column: number, style: TextStyle): string {
  const inner = style.eol + " ".repeat(column + style.step);
  const close = style.eol + " ".repeat(column);
  const print = (member: Json): string => printFlowLines(member, column + style.step, style);
  if (Array.isArray(value) && value.length > 0) {
    return `[${inner}${(value as readonly Json[]).map(print).join(`,${inner}`)}${close}]`;
  }
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    return `{${inner}${flowMembers(value, style, print).join(`,${inner}`)}${close}}`;
  }
  return printFlow(value, style);
}

/** `key: value` in flow style. */
export function printFlowMember(key: string, value: string, style: TextStyle): string {
  return `${style.json ? doubleQuoted(key) : printKey(key, undefined, true)}: ${value}`;
}

function flowMembers(value: JsonObject, style: TextStyle, print: (member: Json) => string): string[] {
  return Object.entries(value).map(([key, member]) => printFlowMember(key, print(member), style));
}

function isEmptyOrScalar(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return !isJsonObject(value) || Object.keys(value).length === 0;
}
