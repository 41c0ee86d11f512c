// Measures what comes out of a program: bytes as JSON, nesting, and numbers that JSON cannot hold.
import { JqBudgetError } from "./errors.ts";
import type { Json, JsonObject } from "./json.ts";
import { setOwn, type MutableObject } from "./value/kinds.ts";

/** Counts outputs against the limits and makes them plain JSON. */
export class OutputMeter {
  private bytes: number;
  private readonly maxDepth: number;
  private needsCleaning = false;

  constructor(maxBytes: number, maxDepth: number) {
    this.bytes = maxBytes;
    this.maxDepth = maxDepth;
  }

  /** Returns the value, with NaN as null and infinities as the largest doubles, as jq prints them. */
  admit(value: Json): Json {
    this.needsCleaning = false;
    this.measure(value, 0);
    return this.needsCleaning ? clean(value) : value;
  }

  private measure(value: Json, depth: number): void {
    switch (typeof value) {
      case "string":
        this.bytes -= value.length + 2;
        break;
      case "number":
        this.bytes -= 2;
        if (!Number.isFinite(value)) this.needsCleaning = true;
        break;
      case "boolean":
        this.bytes -= 4;
        break;
      default:
        if (value === null) this.bytes -= 4;
        else this.measureContainer(value, depth + 1);
    }
    if (this.bytes < 0) throw new JqBudgetError("expression_too_large", "The expression's output is too large");
  }

  private measureContainer(value: readonly Json[] | JsonObject, depth: number): void {
    if (depth > this.maxDepth) tooDeep(this.maxDepth);
    this.bytes -= 2;
    if (Array.isArray(value)) {
      for (const item of value as readonly Json[]) this.measure(item, depth);
      return;
    }
    const object = value as JsonObject;
    for (const key of Object.keys(object)) {
      this.bytes -= key.length + 4;
      this.measure(object[key] ?? null, depth);
    }
  }
}

function tooDeep(maxDepth: number): never {
  throw new JqBudgetError("expression_too_deep", `A value is nested deeper than ${maxDepth} levels`);
}

function clean(value: Json): Json {
  if (typeof value === "number") {
    if (Number.isNaN(value)) return null;
    return Number.isFinite(value) ? value : value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(clean);
  const object = value as JsonObject;
  const result: MutableObject = {};
  for (const key of Object.keys(object)) setOwn(result, key, clean(object[key] ?? null));
  return result;
}
