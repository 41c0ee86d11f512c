// jq's total order of values (null, false, true, numbers, strings, arrays, objects) and equality.
import { JqBudgetError } from "../errors.ts";
import { MAX_VALUE_DEPTH } from "../limits.ts";
import type { Json, JsonObject } from "../json.ts";
import { ownValue } from "./kinds.ts";

/** Raises `expression_too_deep` when a recursion over values is deeper than the limit. */
export function checkValueDepth(depth: number): void {
  if (depth > MAX_VALUE_DEPTH) {
    throw new JqBudgetError("expression_too_deep", `A value is nested deeper than ${MAX_VALUE_DEPTH} levels`);
  }
}

function rank(value: Json): number {
  switch (typeof value) {
    case "number":
      return 3;
    case "string":
      return 4;
    case "boolean":
      return value ? 2 : 1;
    default:
      if (value === null) return 0;
      return Array.isArray(value) ? 5 : 6;
  }
}

/** Orders strings by Unicode code point, as jq does; UTF-16 order differs for characters beyond U+FFFF. */
export function compareStrings(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    const fixedA = a >= 0xd800 && a <= 0xdfff ? a + 0x10000 : a;
    const fixedB = b >= 0xd800 && b <= 0xdfff ? b + 0x10000 : b;
    return fixedA - fixedB;
  }
  return left.length - right.length;
}

/** Returns the keys of an object in jq's order. */
export function sortedKeys(object: JsonObject): string[] {
  return Object.keys(object).sort(compareStrings);
}

function compareObjects(left: JsonObject, right: JsonObject, depth: number): number {
  const keysLeft = sortedKeys(left);
  const keysRight = sortedKeys(right);
  const length = Math.min(keysLeft.length, keysRight.length);
  for (let index = 0; index < length; index += 1) {
    const order = compareStrings(keysLeft[index] ?? "", keysRight[index] ?? "");
    if (order !== 0) return order;
  }
  if (keysLeft.length !== keysRight.length) return keysLeft.length - keysRight.length;
  for (const key of keysLeft) {
    const order = compare(ownValue(left, key) ?? null, ownValue(right, key) ?? null, depth + 1);
    if (order !== 0) return order;
  }
  return 0;
}

/** Returns a negative number, 0 or a positive one. NaN is less than every number, itself included. */
export function compare(left: Json, right: Json, depth = 0): number {
  if (typeof left === "number" && typeof right === "number") {
    return left < right || Number.isNaN(left) ? -1 : left === right ? 0 : 1;
  }
  if (typeof left === "string" && typeof right === "string") return compareStrings(left, right);
  const ranks = rank(left) - rank(right);
  if (ranks !== 0 || typeof left !== "object" || typeof right !== "object" || left === null || right === null)
    return ranks;
  checkValueDepth(depth);
  if (!Array.isArray(left) || !Array.isArray(right))
    return compareObjects(left as JsonObject, right as JsonObject, depth);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const order = compare(left[index] as Json, right[index] as Json, depth + 1);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Whether two values are equal as jq's `==` has it. */
export function isEqual(left: Json, right: Json): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return left === right;
  return compare(left, right) === 0;
}
