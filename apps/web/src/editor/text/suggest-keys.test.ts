import { documentSchema } from "@ironweave/schema";
import { expect, test } from "vitest";
import { suggestAt } from "./suggest-keys.ts";

const schema = documentSchema();
const HEAD = `document:\n  dsl: "1.0.3"\n  namespace: a\n  name: b\n  version: 1.0.0\n`;

// `|` marks the cursor.
function suggest(body: string, taskNames: readonly string[] = []): string[] {
  const whole = HEAD + body;
  const before = whole.slice(0, whole.indexOf("|")).split("\n");
  const text = whole.replace("|", "");
  const column = before.at(-1)?.length ?? 0;
  return suggestAt({ schema, text, line: before.length - 1, column, taskNames }).map((one) => one.label);
}

test("at the root the parts of a document are offered that are not there yet", () => {
  const labels = suggest("|");
  expect(labels).toEqual(expect.arrayContaining(["do", "input", "output", "use", "timeout", "schedule"]));
  expect(labels).not.toContain("document");
});

test("below `call: http` the arguments of http are offered, and of nothing else", () => {
  const labels = suggest("do:\n  - a:\n      call: http\n      with:\n        |\n");
  expect(labels).toEqual(expect.arrayContaining(["method", "endpoint", "headers", "body"]));
  expect(labels).not.toContain("operationId");
});

test("a new task is offered every kind", () => {
  const labels = suggest("do:\n  - a:\n      |\n");
  expect(labels).toEqual(expect.arrayContaining(["call", "set", "switch", "for", "fork", "try", "wait", "if"]));
});

test("a set task is offered the common fields and no other kind", () => {
  const labels = suggest("do:\n  - a:\n      set: {}\n      |\n");
  expect(labels).toEqual(expect.arrayContaining(["then", "output", "export"]));
  expect(labels).not.toContain("call");
});

test("listed values are offered behind their key", () => {
  expect(suggest("do:\n  - a:\n      call: http\n      with:\n        output: |\n")).toEqual(
    expect.arrayContaining(["raw", "content", "response"]),
  );
});

test("`then` is offered the sibling tasks before the directives", () => {
  expect(suggest("do:\n  - a:\n      set: {}\n      then: |\n", ["a", "b"])).toEqual([
    "a",
    "b",
    "continue",
    "exit",
    "end",
  ]);
});

test("inside an expression nothing of YAML is offered", () => {
  expect(suggest('do:\n  - a:\n      set:\n        x: "${ $|"')).toEqual([]);
});
