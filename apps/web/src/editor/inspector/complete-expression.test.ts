import { expect, it } from "vitest";
import { completeExpression, programAround } from "./complete-expression.ts";

function around(marked: string, isBare = false): string | undefined {
  const at = marked.indexOf("‸");
  const text = marked.replace("‸", "");
  const range = programAround(text, at, isBare);
  return range === undefined ? undefined : text.slice(range.start, range.end);
}

it("the program of a place is what stands between its braces, also where braces stand in it", () => {
  expect([
    around("${ .a‸ }"),
    around("${ {a: .b‸} } and ${ .c }"),
    around("${ .a } and ${ .c‸ }"),
    around('a: ${ "}" + .b‸ }\nb: 1'),
    around("a: ${ .b‸\nb: 1"),
    around(".a‸", true),
  ]).toEqual([" .a ", " {a: .b} ", " .c ", ' "}" + .b ', " .b", ".a"]);
});

it("there is none outside of braces, unless a bare text is a program", () => {
  expect([around("${ .a } ‸x"), around("‸${ .a }", true), around("plain‸"), around("${ .a }‸", true)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it("offers are placed in the text around the program", () => {
  const options = { isBare: false, samples: [{ input: { name: 1 } }] };
  expect(completeExpression("say ${ .na } twice", 10, options)).toMatchObject({ start: 7, end: 10, isBegun: true });
  expect(completeExpression("${", 2, options)?.isBegun).toBe(true);
});
