// [J15] What folds and updates are as paths: jq's own definitions decide, and they are narrow.

import { expect, test } from "vitest";
import { compile } from "./index.ts";

test.each([
  ["[path(reduce empty as $x (.a; .))]", '[["a"]]'],
  ["[path(reduce (1,2) as $x (.; .))]", "[[]]"],
  ["[path(reduce 1 as $x (.; 5))]", '"Invalid path expression with result 5"'],
  ["[path(reduce (1,2) as $x (.; .a))]", '"Invalid path expression near attempt to access element \\"a\\" of 1"'],
  ["[path(.a |= 2)]", '"Invalid path expression near attempt to access element 0 of [{\\"a\\":2},[]]"'],
  ["[path((.b[]? |= 2)?)]", "[]"],
  ["del(map_values(.))?", ""],
])("%s is %s", (program, expected) => {
  const outputs = compile(`try (${program}) catch .`).run({ a: 1 });
  expect(outputs.map((output) => JSON.stringify(output)).join(" ")).toBe(expected);
});
