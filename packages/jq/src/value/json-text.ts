// Prints values as jq's compact JSON, within a size and a depth limit.
import { JqBudgetError } from "../errors.ts";
import type { Json, JsonObject } from "../json.ts";
import { numberText } from "./number-text.ts";
import { checkValueDepth, sortedKeys } from "./order.ts";

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const NEEDS_ESCAPE = /[\u0000-\u001f"\\\u007f\ud800-\udfff]/;

function quote(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return `"${text}"`;
  // jq writes DEL as an escape; JSON.stringify does not.
  return JSON.stringify(text.toWellFormed()).replaceAll("\u007f", "\\u007f");
}

/** Appends pieces until the text is longer than the limit. */
class Writer {
  text = "";
  private readonly limit: number;
  private readonly sortKeys: boolean;
  constructor(limit: number, sortKeys: boolean) {
    this.limit = limit;
    this.sortKeys = sortKeys;
  }

  write(value: Json, depth: number): void {
    if (this.text.length > this.limit) throw new Overflow();
    switch (typeof value) {
      case "string":
        this.text += quote(value);
        return;
      case "number":
        this.text += numberText(value);
        return;
      case "boolean":
        this.text += value ? "true" : "false";
        return;
      default:
        if (value === null) this.text += "null";
        else this.writeContainer(value, depth);
    }
  }

  private writeContainer(value: readonly Json[] | JsonObject, depth: number): void {
    checkValueDepth(depth);
    if (Array.isArray(value)) {
      this.text += "[";
      for (let index = 0; index < value.length; index += 1) {
        if (index > 0) this.text += ",";
        this.write((value as readonly Json[])[index] ?? null, depth + 1);
      }
      this.text += "]";
      return;
    }
    const object = value as JsonObject;
    this.text += "{";
    let isFirst = true;
    for (const key of this.sortKeys ? sortedKeys(object) : Object.keys(object)) {
      this.text += isFirst ? `${quote(key)}:` : `,${quote(key)}:`;
      isFirst = false;
      this.write(object[key] ?? null, depth + 1);
    }
    this.text += "}";
  }
}

class Overflow extends Error {}

/** Returns jq's compact text; raises `expression_too_large` beyond `limit` characters. */
export function toJsonText(value: Json, limit = Number.POSITIVE_INFINITY): string {
  const writer = new Writer(limit, false);
  try {
    writer.write(value, 0);
  } catch (error) {
    if (error instanceof Overflow) {
      throw new JqBudgetError("expression_too_large", `A value is longer than ${limit} characters as JSON`);
    }
    throw error;
  }
  return writer.text;
}

/** Returns at least the first `limit` characters of the value's text; never fails for size. */
export function jsonTextStart(value: Json, limit: number): string {
  const writer = new Writer(limit, false);
  try {
    writer.write(value, 0);
  } catch (error) {
    if (!(error instanceof Overflow) && !(error instanceof JqBudgetError)) throw error;
  }
  return writer.text;
}
