import { expect, it } from "vitest";
import { snippetOf, suggestJq } from "./suggest-jq.ts";

const samples = [{ input: { hosts: [{ name: "a" }] }, variables: { secrets: { TOKEN: "" } } }];

/** `‸` is the cursor. */
function labels(marked: string): readonly string[] | "elsewhere" {
  const found = suggestJq(marked.replace("‸", ""), marked.indexOf("‸"), { samples });
  return found === "elsewhere" ? found : (found?.offers ?? []).slice(0, 3).map(({ label }) => label);
}

it("keys of the data are offered in every expression of the YAML, also in those without braces", () => {
  expect([
    labels('do:\n  - a:\n      set: { x: "${ .ho‸ }" }'),
    labels("do:\n  - a:\n      set:\n        x: ${ .hosts[0].‸ }\n        y: 1"),
    labels("do:\n  - a:\n      set:\n        x: |\n          ${ .hosts\n            | map(.‸\n"),
    labels("do:\n  - a:\n      if: .ho‸"),
    labels("do:\n  - a:\n      if: '.ho‸ | length > 0'"),
    labels('x: "${ $secrets.‸ }"'),
  ]).toEqual([[".hosts"], [".name"], [".name"], [".hosts"], [".hosts"], [".TOKEN"]]);
});

it("elsewhere in the YAML it stays silent", () => {
  expect([labels("do:\n  - a‸:\n"), labels("x: ${ .a } ‸"), labels("catch:\n  as: err‸")]).toEqual([
    "elsewhere",
    "elsewhere",
    "elsewhere",
  ]);
});

it("a snippet escapes what snippets would read, and stops at the caret", () => {
  const base = { kind: "function", label: "", detail: "", doc: "" } as const;
  expect([
    snippetOf({ ...base, insert: "$context" }),
    snippetOf({ ...base, insert: "map(.)", caret: { start: 5, end: 5 } }),
    snippetOf({ ...base, insert: "limit(1; .)", caret: { start: 6, end: 7 } }),
  ]).toEqual([String.raw`\$context`, "map(.$0)", "limit(${0:1}; .)"]);
});
