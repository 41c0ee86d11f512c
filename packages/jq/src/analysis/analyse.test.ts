import { expect, test } from "vitest";
import { analyse } from "./analyse.ts";

/** Each hint as `fails`, `fails!` where it is certain, or `constant`, and the text that it marks. */
function hintsOf(program: string): readonly string[] {
  return analyse(program).hints.map(
    ({ kind, certain, start, end }) => `${kind}${certain ? "!" : ""} ${program.slice(start, end)}`,
  );
}

test.each([
  ['"a" - 1', ['fails! "a" - 1']],
  ["true | length", ["fails! length"]],
  ["1 | .a.b", ["fails! .a"]],
  ['{a: 1} + "x"', ['fails! {a: 1} + "x"']],
  ['"abc" | keys', ["fails! keys"]],
  [".a | tostring | . + 1", ["fails! . + 1"]],
  ['now - "2020"', ['fails! now - "2020"']],
  ['(.x | split(",")) | contains("a")', ['fails! contains("a")']],
  [".xs | map(.a) | .b", ["fails! .b"]],
  ["[1, 2] | .a", ["fails! .a"]],
  ["{a: 1} | .[0]", ["fails! .[0]"]],
  [".n / 0", ["fails! .n / 0"]],
  ['-("a")', ['fails! -("a")']],
  ['$x - "a"', ['fails! $x - "a"']],
  [".x | tojson | .name", ["fails! .name"]],
  ["split(1)", ["fails! split(1)"]],
  ["[.[] | tojson | .a]", ["fails .a"]],
  ['{a: ("x" - 1), b: 2}', ['fails! ("x" - 1)']],
  ['"\\("x" - 1)"', ['fails! "x" - 1']],
  ['.x as $y | "a" - $y', ['fails! "a" - $y']],
  ['if .x then "a" - 1 else 0 end', ['fails "a" - 1']],
  ['map("a" - 1)', ['fails "a" - 1']],
  ['.a // ("a" - 1)', ['fails ("a" - 1)']],
  ['label $out | (., break $out) | "a" - 1', ['fails "a" - 1']],
] as const)("%s cannot work", (program, hints) => {
  expect(hintsOf(program)).toEqual(hints);
});

test.each([
  [".status == 200 or 201", ["constant 201"]],
  ['(.items | length) == "3"', ['constant (.items | length) == "3"']],
  ['.items | length > "2"', ['constant length > "2"']],
  [".a | tostring != 3", ["constant tostring != 3"]],
  ["if .a = 1 then 2 else 3 end", ["constant .a = 1"]],
  ['[.[] | select(.kind = "x")]', ['constant .kind = "x"']],
  ['try (length == "1")', ['constant (length == "1")']],
] as const)("%s decides nothing", (program, hints) => {
  expect(hintsOf(program)).toEqual(hints);
});

test.each([
  ".",
  ".a - 1",
  '.a + "x"',
  "null + 1",
  'try ("a" - 1)',
  '("a" - 1)?',
  '("a" - 1) // 2',
  "1 | .a?",
  'error("x") | . - "a"',
  'empty | . - "a"',
  "def length: [1]; length | .[0]",
  'def f(g): try g; f("a" - 1)',
  "def keys: 1; keys + 1",
  ".[] as [$a] | $a - 1",
  '.[] as {a: $x} ?// $x | "a" - $x',
  "first(.[]) | . - 1",
  'reduce .[] as $x (""; . - 1)',
  "(.a // 1) == 1",
  "[.[] | numbers] | add - 1",
  'if . then 1 else "a" end | . - 1',
  'path("a" - 1)?',
  "select(.a == 1)",
  ".a and (.b | not)",
])("%s may work", (program) => {
  expect(hintsOf(program)).toEqual([]);
});

test("tells the kinds of the results, and whether there is one for sure", () => {
  const found = (program: string) => {
    const { kinds, some } = analyse(program);
    return `${kinds.join(" ")}${some ? "" : ", perhaps none"}`;
  };
  expect(found(".a")).toBe("null boolean number string array object");
  expect(found("[.a]")).toBe("array");
  expect(found("length")).toBe("number");
  expect(found(".n - 1")).toBe("null number");
  expect(found('"\\(.a)"')).toBe("string");
  expect(found(".a == 1")).toBe("boolean");
  expect(found('.status = "ok"')).toBe("object");
  expect(found('if . then 1 else "a" end')).toBe("number string");
  expect(found(".[]?")).toBe("null boolean number string array object, perhaps none");
  expect(found("empty")).toBe(", perhaps none");
  expect(found("map(.a) | length")).toBe("number");
  expect(analyse(".[]", { input: ["array"] }).hints).toEqual([]);
  expect(analyse(".[]", { input: ["string"] }).hints.map(({ certain }) => certain)).toEqual([true]);
});

test("a condition that is always true is a hint where the result is one", () => {
  const marks = (program: string) =>
    analyse(program, { isCondition: true }).hints.map(({ start, end }) => program.slice(start, end));
  expect(marks('.status = "ok"')).toEqual(['.status = "ok"']);
  expect(marks(".items | length")).toEqual([".items | length"]);
  // A number that is none prints as null, and there may be no result at all.
  expect(marks(".n | sqrt")).toEqual([]);
  expect(marks(".a = empty")).toEqual([]);
  expect(marks(".a == 1")).toEqual([]);
});

test.each([
  ['select(.kind = "x")', 'select(.kind == "x")'],
  ['select((.kind) = ("x"))', 'select((.kind) == ("x"))'],
  ["if .a=1 then 2 else 3 end", "if .a == 1 then 2 else 3 end"],
])("%s: an assignment where a comparison is meant comes with the change", (program, mended) => {
  const meant = analyse(program).hints[0]?.meant;
  expect(meant).toBeDefined();
  if (meant !== undefined) expect(program.slice(0, meant.start) + meant.text + program.slice(meant.end)).toBe(mended);
});
