import { expect, test } from "vitest";
import { linePathAt } from "./line-path.ts";

const TEXT = `document:
  dsl: "1.0.3"
do:
  - first:
      call: http
      with:
        method: get
        
      then: end
  - second:
      set: { a: 1 }
`;

test("a key inside a task knows its path and what stands beside it", () => {
  expect(linePathAt(TEXT, 7, 8)).toEqual({
    path: ["do", "-", "first", "with"],
    indent: 8,
    siblings: new Map([["method", "get"]]),
    levels: [
      new Map([
        ["document", ""],
        ["do", ""],
      ]),
      new Map(),
      new Map([["first", ""]]),
      new Map([
        ["call", "http"],
        ["with", ""],
        ["then", "end"],
      ]),
    ],
    valueOf: undefined,
    word: "",
  });
});

test("behind a colon the key's value is being written", () => {
  expect(linePathAt(TEXT, 6, 19)).toMatchObject({
    path: ["do", "-", "first", "with"],
    valueOf: "method",
    word: "get",
  });
});

test("a task's own keys have the task's path", () => {
  const at = linePathAt(TEXT, 8, 6);
  expect(at).toMatchObject({ path: ["do", "-", "first"], indent: 6 });
  expect([...at.siblings]).toEqual([
    ["call", "http"],
    ["with", ""],
  ]);
});

test("behind a dash a new item begins", () => {
  expect(linePathAt("do:\n  - ", 1, 4)).toMatchObject({ path: ["do", "-"], indent: 4, siblings: new Map() });
});

test("a list may stand at the indent of its key", () => {
  expect(linePathAt("do:\n- a:\n    ", 2, 4)).toMatchObject({ path: ["do", "-", "a"] });
});

test("at the left margin the path is the document's root", () => {
  const at = linePathAt(`${TEXT}in`, 11, 2);
  expect(at).toMatchObject({ path: [], indent: 0, word: "in" });
  expect([...at.siblings.keys()]).toEqual(["document", "do"]);
});

test("what lies inside of other tasks changes nothing, above or below", () => {
  const inside = "      do:\n        - deep:\n            set: { a: 1 }\n            note: x\n";
  const text = (filling: string) =>
    `do:\n  - a:\n${filling}  - b:\n      call: http\n      \n      then: end\n  - c:\n${filling}output: x\n`;
  const at = (filled: string) => filled.split("\n").indexOf("      ");
  const [bare, filled] = [text(""), text(inside)];
  expect(linePathAt(filled, at(filled), 6)).toEqual(linePathAt(bare, at(bare), 6));
  expect(linePathAt(bare, at(bare), 6)).toMatchObject({
    path: ["do", "-", "b"],
    siblings: new Map([
      ["call", "http"],
      ["then", "end"],
    ]),
  });
});
