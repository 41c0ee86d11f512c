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
        expect(jsonSize(value as Json)).toBeGreaterThanOrEqual(
          new TextEncoder().encode(text).length - countControls(text) * 4,
        );
      }),
    );
  });

  it("is compared with the limit", () => {
    expect([isLargerThan("x".repeat(100), 50), isLargerThan(["x".repeat(10)], 50)]).toEqual([true, false]);
  });

  it("of large texts is the same whether a text is looked into or not", () => {
    const texts = [100, 101, 299, 300, 301].flatMap((length) => ["x", "é", '"'].map((unit) => unit.repeat(length)));
    const larger = texts.map((text) => [isLargerThan({ a: [text] }, 320), jsonSize({ a: [text] }) > 320]);
    expect(larger.map(([is]) => is)).toEqual(larger.map(([, counted]) => counted));
    expect(new Set(larger.flat())).toEqual(new Set([true, false]));
  });

  it("is exact up to the limit of the count, and above it beyond", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(200), (json, countTo) => {
        const value = json as Json;
        const size = jsonSize(value);
        if (size <= countTo) expect(jsonSize(value, countTo)).toBe(size);
        else expect(jsonSize(value, countTo)).toBeGreaterThan(countTo);
      }),
    );
  });
});

/** Control characters take six bytes in JSON and are counted as two. */
function countControls(text: string): number {
  return text.match(/\\u[0-9a-f]{4}/gi)?.length ?? 0;
}
