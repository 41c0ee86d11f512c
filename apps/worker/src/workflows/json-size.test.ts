// The estimate of a value's size: never below the truth, so that a limit holds.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "@ironweave/jq";
import { isLargerThan, jsonSize } from "./json-size.ts";

describe("json size", () => {
  it("of texts and containers is never below the bytes of the JSON text, numbers aside", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === "number" ? 1 : item));
        expect(jsonSize(value as Json)).toBeGreaterThanOrEqual(Buffer.byteLength(text) - countControls(text) * 4);
      }),
    );
  });

  it("is compared with the limit", () => {
    expect([isLargerThan("x".repeat(100), 50), isLargerThan(["x".repeat(10)], 50)]).toEqual([true, false]);
  });
});

/** Control characters take six bytes in JSON and are counted as two. */
function countControls(text: string): number {
  return text.match(/\\u[0-9a-f]{4}/gi)?.length ?? 0;
}
