import { expect, test } from "vitest";
import { isWithin, joinReference, parentReference, referenceTokens, resolveReference } from "./reference.ts";

test("[G1] a reference is an escaped JSON Pointer, and its tokens come back", () => {
  const reference = joinReference("/do", 0, "a/b~c");
  expect([reference, referenceTokens(reference), parentReference(reference), parentReference("")]).toEqual([
    "/do/0/a~1b~0c",
    ["do", "0", "a/b~c"],
    "/do/0",
    undefined,
  ]);
});

test("[Y5] only own members are found", () => {
  const value = { do: [{ a: 1 }], "": { "": 2 } };
  expect([
    resolveReference(value, "/do/0/a"),
    resolveReference(value, "//"),
    resolveReference(value, "/constructor"),
    resolveReference(value, "/do/length"),
    resolveReference(value, "/do/00"),
    resolveReference(value, ""),
  ]).toEqual([1, 2, undefined, undefined, undefined, value]);
});

test("[G1] within is by whole tokens", () => {
  expect([isWithin("/do/1/a", "/do/1"), isWithin("/do/10", "/do/1"), isWithin("/do/1", "/do/1")]).toEqual([
    true,
    false,
    true,
  ]);
});
