// Reading, replacing and deleting below a value by one key or by a path: jq's rules for null, negative indexes and slices.
import type { Run } from "../budget.ts";
import { raise } from "../errors.ts";
import type { Json, JsonObject } from "../json.ts";
import { isArray, isObject, kindOf, ownValue, setOwn, type MutableObject } from "./kinds.ts";
import { compare } from "./order.ts";
import { lengthOf, sliceText, utf8Length } from "./text.ts";

/** Largest index that may be set: the array grows to it. */
const MAX_INDEX = 536_870_911;

/** Returns the value at a key, an index or a slice; null where there is none. */
export function readKey(run: Run, target: Json, key: Json): Json {
  if (typeof key === "string") {
    if (isObject(target)) return ownValue(target, key) ?? null;
    if (target === null) return null;
  } else if (typeof key === "number") {
    if (isArray(target)) {
      const index = Math.trunc(key);
      return target[index < 0 ? index + target.length : index] ?? null;
    }
    if (target === null) return null;
  } else if (isObject(key)) {
    if (target === null) return null;
    if (isArray(target)) {
      const { start, end } = sliceRange(key, target.length);
      run.copy(end - start);
      return target.slice(start, end);
    }
    if (typeof target === "string") {
      const { start, end } = sliceRange(key, lengthOf(run, target));
      return sliceText(run, target, start, end);
    }
  } else if (isArray(key) && isArray(target)) {
    return indexesOf(run, target, key);
  }
  return cannotIndex(target, key);
}

function cannotIndex(target: Json, key: Json): never {
  if (typeof key === "string" && utf8Length(key) < 30) raise(`Cannot index ${kindOf(target)} with string "${key}"`);
  raise(`Cannot index ${kindOf(target)} with ${kindOf(key)}`);
}

/** Returns where `part` occurs in `list`. */
export function indexesOf(run: Run, list: readonly Json[], part: readonly Json[]): Json {
  const found: number[] = [];
  for (let at = 0; part.length > 0 && at + part.length <= list.length; at += 1) {
    run.step();
    if (part.every((item, offset) => compare(list[at + offset] ?? null, item) === 0)) found.push(at);
  }
  run.copy(found.length);
  return found;
}

/** Returns the range a slice `{start, end}` means in something of `length`. */
function sliceRange(slice: JsonObject, length: number): { readonly start: number; readonly end: number } {
  const from = ownValue(slice, "start");
  const to = ownValue(slice, "end");
  if (from === undefined || to === undefined) raise("Array/string slice indices must be integers");
  if ((from !== null && typeof from !== "number") || (to !== null && typeof to !== "number")) {
    raise("Array/string slice indices must be integers");
  }
  const startAt = from === null || Number.isNaN(from) ? 0 : Math.floor(from);
  const endAt = to === null || Number.isNaN(to) ? length : Math.ceil(to);
  const start = Math.min(length, startAt < 0 ? Math.max(0, startAt + length) : startAt);
  const end = Math.min(length, endAt < 0 ? Math.max(0, endAt + length) : endAt);
  return { start, end: Math.max(start, end) };
}

/** Returns a copy of `target` with `value` at `key`. */
export function writeKey(run: Run, target: Json, key: Json, value: Json): Json {
  if (typeof key === "string" && (target === null || isObject(target))) {
    const result: MutableObject = { ...target };
    setOwn(result, key, value);
    run.copy(target === null ? 4 : 4 * Object.keys(result).length);
    return result;
  }
  if (typeof key === "number" && (target === null || isArray(target))) return writeIndex(run, target ?? [], key, value);
  if (isObject(key) && (target === null || isArray(target))) {
    const { start, end } = sliceRange(key, target?.length ?? 0);
    if (!isArray(value)) raise("A slice of an array can only be assigned another array");
    const list = target ?? [];
    run.copy(list.length + value.length);
    return [...list.slice(0, start), ...value, ...list.slice(end)];
  }
  if (isObject(key) && typeof target === "string") raise("Cannot update string slices");
  return raise(`Cannot update field at ${isObject(key) ? "object" : kindOf(key)} index of ${kindOf(target)}`);
}

function writeIndex(run: Run, list: readonly Json[], key: number, value: Json): Json {
  if (Number.isNaN(key)) raise("Cannot set array element at NaN index");
  const wanted = Math.trunc(key);
  const index = wanted < 0 ? wanted + list.length : wanted;
  if (index < 0) raise("Out of bounds negative array index");
  if (index > MAX_INDEX) raise("Array index too large");
  run.copy(Math.max(list.length, index + 1));
  const result = [...list];
  while (result.length < index) result.push(null);
  result[index] = value;
  return result;
}

/** Returns the value at a path; null is passed through. */
export function readPath(run: Run, root: Json, path: readonly Json[]): Json {
  let value = root;
  for (const key of path) {
    run.step();
    value = readKey(run, value, key);
  }
  return value;
}

/** Returns a copy of `root` in which the value at `path` is what `change` makes of it. */
export function changePath(run: Run, root: Json, path: readonly Json[], change: (value: Json) => Json, from = 0): Json {
  if (from === path.length) return change(root);
  const key = path[from] ?? null;
  const { depth } = run;
  run.enter(1);
  const result = writeKey(run, root, key, changePath(run, readKey(run, root, key), path, change, from + 1));
  run.depth = depth;
  return result;
}

/** Returns the value without what is at the given paths. */
export function deletePaths(run: Run, root: Json, paths: readonly (readonly Json[])[]): Json {
  const sorted = [...paths].sort((left, right) => compare(right, left));
  run.work(sorted.length * 4);
  // From the last path to the first, so that earlier deletions do not move later ones; siblings go together.
  let result = root;
  let at = 0;
  while (at < sorted.length) {
    const path = sorted[at] ?? [];
    if (path.length === 0) return null;
    const parent = path.slice(0, -1);
    const keys: Json[] = [];
    while (at < sorted.length) {
      const other = sorted[at] ?? [];
      if (other.length !== path.length || compare(other.slice(0, -1), parent) !== 0) break;
      keys.push(other.at(-1) ?? null);
      at += 1;
    }
    if (sorted.at(-1)?.length === 0) return null;
    result = deleteBelow(run, result, parent, keys, 0);
  }
  return result;
}

function deleteBelow(run: Run, root: Json, path: readonly Json[], keys: readonly Json[], from: number): Json {
  if (root === null) return null;
  if (from === path.length) return deleteKeys(run, root, keys);
  const key = path[from] ?? null;
  const below = readKey(run, root, key);
  if (below === null) return root;
  const { depth } = run;
  run.enter(1);
  const changed = deleteBelow(run, below, path, keys, from + 1);
  run.depth = depth;
  return changed === below ? root : writeKey(run, root, key, changed);
}

function deleteKeys(run: Run, target: Json, keys: readonly Json[]): Json {
  if (isArray(target)) {
    const gone = new Set<number>();
    for (const key of keys) {
      run.step();
      if (typeof key === "number") {
        const index = Math.trunc(key);
        gone.add(index < 0 ? index + target.length : index);
      } else if (isObject(key)) {
        const { start, end } = sliceRange(key, target.length);
        run.work(end - start);
        for (let index = start; index < end; index += 1) gone.add(index);
      } else {
        raise(`Cannot delete ${kindOf(key)} element of array`);
      }
    }
    run.copy(target.length);
    return target.filter((_, index) => !gone.has(index));
  }
  if (isObject(target)) {
    const result: MutableObject = { ...target };
    run.copy(4 * Object.keys(result).length);
    for (const key of keys) {
      if (typeof key !== "string") raise(`Cannot delete ${kindOf(key)} field of object`);
      delete result[key];
    }
    return result;
  }
  return raise(`Cannot delete fields from ${kindOf(target)}`);
}

/** Whether the value has the key or index. */
export function hasKey(target: Json, key: Json): boolean {
  if (target === null) return false;
  if (isObject(target) && typeof key === "string") return Object.hasOwn(target, key);
  if (isArray(target) && typeof key === "number") return key >= 0 && Math.trunc(key) < target.length;
  return raise(`Cannot check whether ${kindOf(target)} has a ${kindOf(key)} key`);
}
