// jq's `+ - * / %` on all kinds of values. Sizes are charged before anything is allocated.
import type { Run } from "../budget.ts";
import { JqBudgetError, raise } from "../errors.ts";
import type { Json, JsonObject } from "../json.ts";
import { raiseAbout, raiseAboutBoth } from "./describe.ts";
import { isArray, isObject, ownValue, setOwn, type MutableObject } from "./kinds.ts";
import { checkValueDepth, compare } from "./order.ts";
import { splitText } from "./text.ts";

/** Longest string one operation may make. */
const MAX_STRING_LENGTH = 64 * 1024 * 1024;

export function add(run: Run, left: Json, right: Json): Json {
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === "string" && typeof right === "string") {
    run.allocate(16 + Math.min(left.length, right.length));
    if (left.length + right.length > MAX_STRING_LENGTH) tooLong();
    return left + right;
  }
  if (isArray(left) && isArray(right)) {
    if (right.length === 0) return left;
    if (left.length === 0) return right;
    run.copy(left.length + right.length);
    return left.concat(right);
  }
  if (isObject(left) && isObject(right)) {
    const result = { ...left, ...right };
    run.copy(4 * Object.keys(result).length);
    return result;
  }
  return raiseAboutBoth(left, right, "cannot be added");
}

function tooLong(): never {
  throw new JqBudgetError("expression_too_large", `A string is longer than ${MAX_STRING_LENGTH} characters`);
}

export function subtract(run: Run, left: Json, right: Json): Json {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (isArray(left) && isArray(right)) {
    run.work(left.length * (1 + right.length));
    const result = left.filter((item) => right.every((other) => compare(item, other) !== 0));
    run.copy(result.length);
    return result;
  }
  return raiseAboutBoth(left, right, "cannot be subtracted");
}

export function multiply(run: Run, left: Json, right: Json): Json {
  if (typeof left === "number" && typeof right === "number") return left * right;
  if (typeof left === "string" && typeof right === "number") return repeatText(run, left, right);
  if (typeof left === "number" && typeof right === "string") return repeatText(run, right, left);
  if (isObject(left) && isObject(right)) return mergeDeep(run, left, right, 0);
  return raiseAboutBoth(left, right, "cannot be multiplied");
}

function repeatText(run: Run, text: string, count: number): Json {
  if (Number.isNaN(count) || count < 0) return null;
  const times = Math.trunc(count);
  const length = text.length * times;
  if (length > 2_147_483_647) return raise("Repeat string result too long");
  if (length > MAX_STRING_LENGTH) tooLong();
  run.text(length);
  return text.repeat(text.length === 0 ? 0 : times);
}

function mergeDeep(run: Run, left: JsonObject, right: JsonObject, depth: number): JsonObject {
  checkValueDepth(depth);
  const result: MutableObject = { ...left };
  const keys = Object.keys(right);
  run.copy(4 * (Object.keys(left).length + keys.length));
  for (const key of keys) {
    const before = ownValue(left, key);
    const after = ownValue(right, key) ?? null;
    const both = before !== undefined && isObject(before) && isObject(after);
    setOwn(result, key, both ? mergeDeep(run, before, after, depth + 1) : after);
  }
  return result;
}

export function divide(run: Run, left: Json, right: Json): Json {
  if (typeof left === "number" && typeof right === "number") {
    if (right === 0) return raiseAboutBoth(left, right, "cannot be divided because the divisor is zero");
    return left / right;
  }
  if (typeof left === "string" && typeof right === "string") return splitText(run, left, right);
  return raiseAboutBoth(left, right, "cannot be divided");
}

const INT64 = 2 ** 63;

function toInt64(value: number): bigint {
  if (value < -INT64) return -(2n ** 63n);
  if (value >= INT64) return 2n ** 63n - 1n;
  return BigInt(Math.trunc(value));
}

export function remainder(_run: Run, left: Json, right: Json): Json {
  if (typeof left !== "number" || typeof right !== "number") {
    return raiseAboutBoth(left, right, "cannot be divided (remainder)");
  }
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.NaN;
  const isSmall = Math.abs(left) <= Number.MAX_SAFE_INTEGER && Math.abs(right) <= Number.MAX_SAFE_INTEGER;
  const divisor = Math.trunc(right);
  if (divisor === 0) return raiseAboutBoth(left, right, "cannot be divided (remainder) because the divisor is zero");
  if (isSmall) return (Math.trunc(left) % divisor) + 0;
  const big = toInt64(right);
  return big === -1n ? 0 : Number(toInt64(left) % big);
}

export function negate(value: Json): Json {
  return typeof value === "number" ? -value : raiseAbout(value, "cannot be negated");
}
