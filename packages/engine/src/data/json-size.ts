// Tells whether a value is too large to be stored, without printing it. Pure; stops counting at the limit, and looks into a
// text only where its length alone does not decide: values of megabytes are asked about many times in a workflow task.

import type { Json } from "@ironweave/jq";

/** True when the value's JSON text has more than `limitBytes` bytes (counted with three bytes for each non-ASCII unit). */
export function isLargerThan(value: Json, limitBytes: number): boolean {
  return remaining(value, limitBytes, longestText) < 0 && remaining(value, limitBytes, textSize) < 0;
}

/**
 * About the number of bytes of the value's JSON text, never less; beyond `countTo` some number above it.
 * @default countTo without limit
 */
export function jsonSize(value: Json, countTo: number = Number.MAX_SAFE_INTEGER): number {
  return countTo - remaining(value, countTo, textSize);
}

type SizeOfText = (text: string, budget: number) => number;

function remaining(value: Json, budget: number, sizeOf: SizeOfText): number {
  if (budget < 0) return budget;
  if (typeof value === "string") return budget - sizeOf(value, budget);
  if (typeof value !== "object" || value === null) return budget - 5;
  let left = budget - 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      left = remaining(item, left - 1, sizeOf);
      if (left < 0) return left;
    }
    return left;
  }
  for (const [key, item] of Object.entries(value)) {
    left = remaining(item, left - sizeOf(key, left) - 2, sizeOf);
    if (left < 0) return left;
  }
  return left;
}

/** What a text of this length takes at most. */
function longestText(text: string): number {
  return 3 * text.length + 2;
}

function textSize(text: string, budget: number): number {
  if (text.length + 2 > budget) return text.length + 2;
  let size = 2;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    size += unit < 0x20 || unit === 0x22 || unit === 0x5c ? 2 : unit < 0x80 ? 1 : 3;
  }
  return size;
}
