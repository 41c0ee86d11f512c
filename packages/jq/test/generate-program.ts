// Random jq programs and inputs for the differential tests. Imports fast-check, so it is for tests only.
import * as fc from "fast-check";
import type { Json } from "../src/index.ts";

const key = fc.constantFrom("a", "b", "c", "key");

/** Inputs of every kind; keys never look like integers, whose order JavaScript changes. */
export const anyInput: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, 1, -1, 2.5, 10, "", "a", "b,c", "aXb", "\u00e9x"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
})).value;

const FILTERS: readonly string[] =
  '. .a .b .a? .[0] .[] .[]? .[1:] .[:-1] .. length keys add not sort unique reverse type tostring tojson floor min max flatten to_entries paths any all first last empty null true 1 2 (-1) 0.5 [] {} "a" ascii_downcase explode values scalars arrays numbers strings'.split(
    " ",
  );

const BINARY = "+ - * / % == != < <= > >= and or //".split(" ");
const ASSIGN = "= |= += -= *= //=".split(" ");

/** Programs over the common language; most raise an error on most inputs, so they are wrapped in `try` by the tests. */
export const anyProgram: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => {
  const node = tie("node");
  const call = (text: string): fc.Arbitrary<string> => node.map((inner) => text.replace("#", () => inner));
  return {
    node: fc.oneof(
      { depthSize: "small", maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(...FILTERS),
      fc.tuple(node, node).map(([left, right]) => `(${left} | ${right})`),
      fc.tuple(node, node).map(([left, right]) => `(${left}, ${right})`),
      fc
        .tuple(node, fc.constantFrom(...BINARY), node)
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc
        .tuple(node, fc.constantFrom(...ASSIGN), node)
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc.tuple(node, node, node).map(([test, yes, no]) => `(if ${test} then ${yes} else ${no} end)`),
      fc.tuple(node, node).map(([source, body]) => `((${source}) as $x | ${body} | [., $x])`),
      fc.tuple(node, node).map(([source, body]) => `((${source}) as [$x, {a: $y}] | [$x, $y, ${body}])`),
      fc
        .tuple(node, node, node)
        .map(([source, start, update]) => `(reduce (${source}) as $x (first(${start}); ${update}))`),
      fc
        .tuple(node, node, node)
        .map(
          ([source, start, update]) => `([limit(5; foreach (${source}) as $x (first(${start}); ${update}; [$x, .]))])`,
        ),
      fc.tuple(node, node).map(([body, handler]) => `(try ${body} catch ${handler})`),
      fc.tuple(node, node).map(([first, second]) => `{a: ${first}, b: ${second}}`),
      fc.tuple(node, node).map(([first, second]) => `"x\\(${first})y\\(${second})"`),
      call("[#]"),
      call("map(#)"),
      call("select(#)"),
      call("[path(#)]"),
      call("first(#)"),
      call("sort_by(#)"),
      call("group_by(#)"),
      call("unique_by(#)"),
      call("min_by(#)"),
      call("del(#)"),
      call("with_entries(#)"),
      call("map_values(#)"),
      call("any(#)"),
      call("all(#)"),
      call("has(#)"),
      call("index(#)"),
      call("contains(#)"),
      call("isempty(#)"),
      call("error(#)"),
      call("[limit(3; recurse(#))]"),
      call("(def f: #; [f, f])"),
      call("(def f(g): g | g; f(#))"),
      call("(def f($v; g): [$v, g]; f(#; .))"),
      call("([.[]? | #])"),
      call("(# | tojson | fromjson)"),
      call("(label $out | # | ., break $out)"),
      call("(#)?"),
      // In parentheses: before jq 1.8 a minus sign took the whole product that follows it.
      call("(-(#))"),
      call("getpath(#)"),
      call('(# | test("a|b"))'),
      call('(# | [match("(?<l>[a-z])(X)?"; "g") | .offset, .captures[0].string])'),
      call('(# | gsub("[a-c]"; "<\\(.)>"))'),
      call('(# | [splits(",")])'),
      call('@json "\\(#)"'),
      call('(# | walk(if type == "number" then . + 1 else . end))'),
    ),
  };
}).node;
