import * as fc from "fast-check";
import { expect, test } from "vitest";
import { jsonMistakeOffset } from "./json-mistake.ts";

test("a text has a mistake exactly where JSON.parse refuses it", () => {
  const nearlyJson = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "x", "1", ":", " "))
    .map(([text, at, extra]) => text.slice(0, at % (text.length + 1)) + extra + text.slice(at % (text.length + 1)));
  fc.assert(
    fc.property(fc.oneof(nearlyJson, fc.json(), fc.string()), (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(jsonMistakeOffset(text) === undefined).toBe(valid);
    }),
    { numRuns: 1000 },
  );
});
