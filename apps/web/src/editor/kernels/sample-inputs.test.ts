import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { sampleInputs } from "./sample-inputs.ts";

test("inputs named in the document's metadata are offered in their order, with their descriptions", () => {
  const inputs: readonly Json[] = [
    { name: "two hosts", description: "Both come up.", input: { hosts: ["a", "b"] } },
    { name: "none", input: null },
  ];
  expect(sampleInputs({ document: { metadata: { inputs } } })).toEqual(inputs);
});

test("the examples of the input's schema are offered by number where nothing is named", () => {
  expect(sampleInputs({ document: {}, input: { schema: { document: { examples: [1, { a: 2 }] } } } })).toEqual([
    { name: "Example 1", input: 1 },
    { name: "Example 2", input: { a: 2 } },
  ]);
});

const NOTHING: readonly (Json | undefined)[] = [
  undefined,
  null,
  1,
  [],
  {},
  { document: { metadata: { inputs: "x" } } },
  { document: { metadata: { inputs: [1, { name: 2 }, { name: "no input" }] } } },
];

test("nothing is offered of what has another form", () => {
  expect(NOTHING.flatMap((document) => sampleInputs(document))).toEqual([]);
});
