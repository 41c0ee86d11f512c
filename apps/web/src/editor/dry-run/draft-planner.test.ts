import { compileGraph, parseSource } from "@ironweave/schema";
import { expect, test } from "vitest";
import { indexGraph } from "../kernels/graph-index.ts";
import { draftPlanner } from "./open-dry-run.ts";

function draft(expression: string) {
  const text = `document: { dsl: '1.0.3', namespace: n, name: w, version: '1.0.0' }
do:
  - ask: { call: http, with: { method: get, endpoint: 'https://a.test' } }
  - use: { set: { a: '\${ ${expression} }' } }
`;
  const value = parseSource(text).value ?? null;
  return [indexGraph(compileGraph(value)), value] as const;
}

test("an answer that was told from an expression does not follow it while it is typed", () => {
  const plan = draftPlanner("w", { of: () => ({}) });
  const answers = [".items[].name", ".items[].na", ".items | sel"].map((each) => plan(...draft(each)).mocks["ask"]);
  const [first] = answers;
  expect(first).toMatchObject({ output: { items: [{ name: "text" }] } });
  expect(answers).toEqual([first, first, first]);
});
