import { expect, it } from "vitest";
import { variablesAt } from "./variables-at.ts";

const DOCUMENT = {
  document: { dsl: "1.0.3", namespace: "n", name: "n", version: "1.0.0" },
  do: [
    { each: { for: { each: "host", in: "${ . }" }, do: [{ step: { set: { a: "${ $host }" } } }] } },
    { safe: { try: [{ risky: { set: {} } }], catch: { as: "failure", do: [{ mend: { set: { b: 1 } } }] } } },
  ],
};

it("the variables of a place are those of the walk: loop variables inside of the loop, the error inside of catch", () => {
  const own = (at: string) =>
    [...variablesAt(DOCUMENT, at)].filter((name) => /host|index|failure|task|output/.test(name));
  expect([
    own("/do/0/each/do/0/step/set/a").toSorted(),
    own("/do/0/each/for/in"),
    own("/do/1/safe/catch/do/0/mend/set/b").toSorted(),
    own("/input/from"),
  ]).toEqual([["host", "index", "task"], ["task"], ["failure", "task"], []]);
});

it("a place that is not there yet has the variables of the place around it", () => {
  expect(variablesAt(DOCUMENT, "/do/0/each/do/0/step/if").has("host")).toBe(true);
});
