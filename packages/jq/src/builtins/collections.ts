// Builtins over arrays and objects: keys, sorting, grouping, searching, flattening, sets.
import type { Run } from "../budget.ts";
import { raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { asPath, asPaths } from "../compile/path-list.ts";
import { changePath, deletePaths, hasKey, indexesOf, readKey } from "../value/access.ts";
import { add } from "../value/arithmetic.ts";
import { describe, raiseAbout, raiseAboutBoth } from "../value/describe.ts";
import { isArray, isObject, isTrue, kindOf, ownValue, setOwn, type MutableObject } from "../value/kinds.ts";
import { checkValueDepth, compare, isEqual, sortedKeys } from "../value/order.ts";
import { numberText } from "../value/number-text.ts";
import { lengthOf, splitText } from "../value/text.ts";
import type { NativeTable } from "./native.ts";
import { textIndices } from "./strings.ts";

function listOf(value: Json, problem: string): readonly Json[] {
  return isArray(value) ? value : raiseAbout(value, problem);
}

/** Returns the elements that `.[]` would give. */
export function elementsOf(value: Json): readonly Json[] {
  if (isArray(value)) return value;
  if (isObject(value)) return Object.values<Json>(value);
  return raise(`Cannot iterate over ${describe(value)}`);
}

function sortWork(run: Run, length: number): void {
  run.work(length * (2 + Math.ceil(Math.log2(length + 1))));
  run.copy(2 * length);
}

/** An element with the key to sort it by. */
export interface Keyed {
  readonly key: Json;
  readonly item: Json;
}

/** Sorts by key, stably. */
export function sortKeyed(run: Run, keyed: readonly Keyed[]): Keyed[] {
  sortWork(run, keyed.length);
  return keyed.toSorted((left, right) => compare(left.key, right.key));
}

/** Sorts and puts elements of equal keys together. */
export function groupKeyed(run: Run, keyed: readonly Keyed[]): Json[][] {
  const groups: Json[][] = [];
  let last: Keyed | undefined;
  for (const entry of sortKeyed(run, keyed)) {
    if (last !== undefined && compare(last.key, entry.key) === 0) groups.at(-1)?.push(entry.item);
    else groups.push([entry.item]);
    last = entry;
  }
  return groups;
}

function keysOf(run: Run, value: Json, isSorted: boolean): Json {
  if (isArray(value)) {
    run.copy(value.length);
    return value.map((_, index) => index);
  }
  if (!isObject(value)) return raiseAbout(value, "has no keys");
  const keys = isSorted ? sortedKeys(value) : Object.keys(value);
  run.copy(keys.length * 4);
  return keys;
}

/** Whether the second value is part of the first. */
export function contains(run: Run, whole: Json, part: Json, depth = 0): boolean {
  run.step();
  checkValueDepth(depth);
  if (isObject(whole) && isObject(part)) {
    return Object.keys(part).every((key) => {
      const found = ownValue(whole, key);
      return found !== undefined && contains(run, found, ownValue(part, key) ?? null, depth + 1);
    });
  }
  if (isArray(whole) && isArray(part)) {
    return part.every((wanted) => whole.some((item) => contains(run, item, wanted, depth + 1)));
  }
  if (typeof whole === "string" && typeof part === "string") {
    run.work(whole.length >> 4);
    return whole.includes(part);
  }
  return isEqual(whole, part);
}

function checkContainment(run: Run, whole: Json, part: Json): boolean {
  if (kindOf(whole) !== kindOf(part) || (typeof whole === "boolean" && whole !== part)) {
    return raiseAboutBoth(whole, part, "cannot have their containment checked");
  }
  return contains(run, whole, part);
}

function flatten(run: Run, list: readonly Json[], levels: number, into: Json[], depth: number): Json[] {
  checkValueDepth(depth);
  for (const item of list) {
    run.step();
    if (isArray(item) && levels !== 0) {
      flatten(run, item, levels - 1, into, depth + 1);
    } else {
      run.allocate(8);
      into.push(item);
    }
  }
  return into;
}

function flattenTo(run: Run, input: Json, levels: number): Json {
  if (levels < 0 && levels !== Number.NEGATIVE_INFINITY) return raise("flatten depth must not be negative");
  return flatten(run, elementsOf(input), levels === Number.NEGATIVE_INFINITY ? -1 : levels, [], 0);
}

function searchSorted(run: Run, input: Json, wanted: Json): Json {
  const list = listOf(input, "cannot be searched from");
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    run.step();
    const middle = (low + high) >> 1;
    const order = compare(list[middle] ?? null, wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

function fromEntries(run: Run, input: Json): Json {
  const object: MutableObject = {};
  for (const entry of elementsOf(input)) {
    run.step();
    const names = ["key", "Key", "name", "Name"].map((name) => readKey(run, entry, name));
    // The value is read before the key is checked, and in the same order as jq reads them.
    const key = names.find(isTrue) ?? names.at(-1) ?? null;
    const value = readKey(run, entry, hasKey(entry, "value") ? "value" : "Value");
    if (typeof key !== "string") return raise(`Cannot use ${kindOf(key)} (${JSON.stringify(key)}) as object key`);
    run.copy(4);
    setOwn(object, key, value);
  }
  return object;
}

function toEntries(run: Run, input: Json): Json {
  const keys = keysOf(run, input, false) as readonly Json[];
  run.copy(keys.length * 12);
  return keys.map((key) => ({ key, value: readKey(run, input, key) }));
}

function transpose(run: Run, input: Json): Json {
  const rows = elementsOf(input);
  const width = rows.reduce<number>(
    (most, row) => Math.max(most, isArray(row) ? row.length : Number(lengthOfValue(run, row))),
    0,
  );
  run.copy(width * rows.length);
  run.work(width * rows.length);
  return Array.from({ length: width }, (_, column) => rows.map((row) => readKey(run, row, column)));
}

function lengthOfValue(run: Run, value: Json): Json {
  if (value === null) return 0;
  if (typeof value === "string") return lengthOf(run, value);
  if (typeof value === "number") return Math.abs(value);
  if (typeof value === "boolean") return raiseAbout(value, "has no length");
  return isArray(value) ? value.length : Object.keys(value).length;
}

function toStream(run: Run, path: readonly Json[], value: Json, into: Json[], depth: number): void {
  checkValueDepth(depth);
  run.copy(path.length + 4);
  const keys: Json[] = isArray(value) ? [...value.keys()] : isObject(value) ? Object.keys(value) : [];
  if (keys.length === 0) {
    into.push([path, value]);
  } else {
    for (const key of keys) toStream(run, [...path, key], readKey(run, value, key), into, depth + 1);
    into.push([[...path, keys.at(-1) ?? null]]);
  }
}

/** Returns the events of `tostream`. */
export function streamEvents(run: Run, value: Json): readonly Json[] {
  const events: Json[] = [];
  toStream(run, [], value, events, 0);
  return events;
}

function indices(run: Run, input: Json, wanted: Json): Json {
  if (isArray(input)) return isArray(wanted) ? indexesOf(run, input, wanted) : indexesOf(run, input, [wanted]);
  if (typeof input === "string" && typeof wanted === "string") return textIndices(run, input, wanted);
  return readKey(run, input, wanted);
}

function extreme(run: Run, input: Json, isMinimum: boolean): Json {
  const list = isArray(input) ? input : raiseAboutBoth(input, input, "cannot be iterated over");
  run.work(list.length);
  return (
    list.reduce<Json | undefined>((best, item) => {
      if (best === undefined) return item;
      return isMinimum === compare(item, best) < 0 ? item : best;
    }, undefined) ?? null
  );
}

function reverse(run: Run, input: Json): Json {
  if (input === null) return [];
  if (typeof input === "string") {
    const parts = splitText(run, input, "") as readonly string[];
    return parts.length === 0 ? [] : raise("Cannot index string with number");
  }
  if (isArray(input)) {
    run.copy(input.length);
    return input.toReversed();
  }
  const length = lengthOfValue(run, input);
  return length === 0 ? [] : raise(`Cannot index ${kindOf(input)} with number`);
}

function join(run: Run, input: Json, separator: Json): Json {
  let result: Json = null;
  for (const item of elementsOf(input)) {
    run.step();
    const before: Json = result === null ? "" : add(run, result, separator);
    const text = typeof item === "boolean" || typeof item === "number" ? readText(item) : item === null ? "" : item;
    result = add(run, before, text);
  }
  return result ?? "";
}

function readText(value: boolean | number): string {
  return typeof value === "number" ? numberText(value) : String(value);
}

/** Builtins over arrays and objects by `name/arity`. */
export const COLLECTIONS: NativeTable = {
  "length/0": lengthOfValue,
  "keys/0": (run, input) => keysOf(run, input, true),
  "keys_unsorted/0": (run, input) => keysOf(run, input, false),
  "has/1": (_run, input, key) => hasKey(input, key),
  "in/1": (_run, input, target) => hasKey(target, input),
  "contains/1": checkContainment,
  "inside/1": (run, input, whole) => checkContainment(run, whole, input),
  "sort/0": (run, input) => {
    const list = listOf(input, "cannot be sorted, as it is not an array");
    sortWork(run, list.length);
    return list.toSorted((left, right) => compare(left, right));
  },
  "min/0": (run, input) => extreme(run, input, true),
  "max/0": (run, input) => extreme(run, input, false),
  "reverse/0": reverse,
  "add/0": (run, input) => sum(run, elementsOf(input)),
  "flatten/0": (run, input) => flattenTo(run, input, Number.NEGATIVE_INFINITY),
  "flatten/1": (run, input, levels) =>
    compare(levels, 0) < 0
      ? raise("flatten depth must not be negative")
      : flattenTo(run, input, typeof levels === "number" ? levels : Number.NEGATIVE_INFINITY),
  "bsearch/1": searchSorted,
  "to_entries/0": toEntries,
  "from_entries/0": fromEntries,
  "transpose/0": transpose,
  "setpath/2": (run, input, path, value) => changePath(run, input, asPath(path), () => value),
  "delpaths/1": (run, input, paths) => deletePaths(run, input, asPaths(paths)),
  "indices/1": indices,
  "_indices/1": indices,
  "index/1": (run, input, wanted) => readKey(run, indices(run, input, wanted), 0),
  "rindex/1": (run, input, wanted) =>
    readKey(run, readKey(run, indices(run, input, wanted), { start: -1, end: null }), 0),
  "join/1": join,
  "toarray/0": (run, input) => {
    run.copy(1);
    return isArray(input) ? input : [input];
  },
};

/** Adds all values; null if there are none. */
export function sum(run: Run, values: readonly Json[]): Json {
  if (values.length > 1 && values.every((value) => typeof value === "string")) {
    const length = values.reduce((total, value) => total + value.length, 0);
    run.text(length);
    run.work(values.length);
    return values.join("");
  }
  if (values.length > 1 && values.every(isArray)) {
    run.copy(values.reduce((total, value) => total + value.length, 0));
    run.work(values.length);
    return values.flat();
  }
  return values.reduce<Json>((total, value) => {
    run.step();
    return add(run, total, value);
  }, null);
}
