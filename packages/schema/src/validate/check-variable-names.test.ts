// Names of variables that can never be read, or read as another thing, are told.

import { expect, test } from "vitest";
import { validateBody } from "./validate-body.ts";

function marks(body: string) {
  return validateBody(body).map(({ code, severity, reference }) => [code, severity, reference]);
}

const loop = (names: string): string => `do: [{ a: { for: { ${names}, in: .x }, do: [{ b: { set: { x: 1 } } }] } }]\n`;
const caught = (as: string): string =>
  `do: [{ a: { try: [{ b: { wait: PT1S } }], catch: { as: ${as}, do: [{ c: { set: { x: 1 } } }] } } }]\n`;
const heard = (names: string): string =>
  `do: [{ a: { listen: { to: { any: [], until: 'false' } }, foreach: { ${names}, do: [{ b: { set: { x: 1 } } }] } } }]\n`;

test.each([
  [loop("each: input"), [["reserved_variable", "error", "/do/0/a/for/each"]]],
  [
    loop("each: context, at: workflow"),
    [
      ["reserved_variable", "error", "/do/0/a/for/each"],
      ["reserved_variable", "error", "/do/0/a/for/at"],
    ],
  ],
  [loop("each: $secrets"), [["reserved_variable", "error", "/do/0/a/for/each"]]],
  [loop("each: __loc__"), [["reserved_variable", "error", "/do/0/a/for/each"]]],
  [caught("input"), [["reserved_variable", "error", "/do/0/a/catch/as"]]],
  [caught("task"), [["reserved_variable", "error", "/do/0/a/catch/as"]]],
  [heard("item: output"), [["reserved_variable", "error", "/do/0/a/foreach/item"]]],
  [loop("each: x, at: x"), [["duplicate_variable", "warning", "/do/0/a/for/at"]]],
  [loop("each: index"), [["duplicate_variable", "warning", "/do/0/a/for/each"]]],
  [loop("at: item"), [["duplicate_variable", "warning", "/do/0/a/for/at"]]],
  [
    loop("each: my item, at: 1x"),
    [
      ["unreadable_variable", "warning", "/do/0/a/for/each"],
      ["unreadable_variable", "warning", "/do/0/a/for/at"],
    ],
  ],
  [loop("each: a-b"), [["unreadable_variable", "warning", "/do/0/a/for/each"]]],
  [loop("each: a+1"), [["unreadable_variable", "warning", "/do/0/a/for/each"]]],
  [caught("'é'"), [["unreadable_variable", "warning", "/do/0/a/catch/as"]]],
])("%s", (body, expected) => {
  expect(marks(body)).toEqual(expected);
});

test.each([
  loop("each: item"),
  loop("each: $host, at: $i"),
  loop("each: _x1, at: index"),
  loop("each: if, at: ENV"),
  caught("err"),
  heard("item: event, at: position"),
])("nothing is said of %s", (body) => {
  expect(marks(body)).toEqual([]);
});
