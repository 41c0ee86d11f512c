import { compileGraph } from "@ironweave/schema";
import type { Json } from "@ironweave/jq";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { indexGraph } from "../kernels/graph-index.ts";
import { sideEffects } from "./side-effects.ts";

const CALL = "call: http, with: { method: get, endpoint: 'https://a.test' }";
const effectsOf = (text: string) => {
  const document = load(text) as Json;
  return sideEffects(indexGraph(compileGraph(document)), document).map(({ key, action, suggestion }) => [
    key,
    action,
    suggestion,
  ]);
};

test("a suggestion comes from the document, else from a schema, else from what is read of the answer, else it is empty", () => {
  expect(
    effectsOf(`
document: { metadata: { mocks: { known: { outputs: [1, 2] } } } }
use: { functions: { own: { set: { a: 1 } } } }
do:
  - known: { ${CALL} }
  - typed: { ${CALL}, output: { schema: { document: { type: object, properties: { n: { type: integer, minimum: 3 } } } } } }
  - shaped: { ${CALL}, output: { as: '\${ $input + { ids: [.items[].id] } }' } }
  - asked: { ${CALL} }
  - decide: { switch: [{ ready: { when: '.state == "done"', then: end } }] }
  - last: { run: { shell: { command: ls } } }
  - mine: { call: own }
`),
  ).toEqual([
    ["known", "http", { outputs: [1, 2] }],
    ["typed", "http", { output: { n: 3 } }],
    ["shaped", "http", { output: { items: [{ id: "text" }] } }],
    ["asked", "http", { output: { state: "done" } }],
    ["last", "shell", { output: {} }],
  ]);
});

test("tasks of one name are told apart by their references", () => {
  expect(effectsOf(`do: [{ ask: { ${CALL} } }, { in: { do: [{ ask: { ${CALL} } }] } }]`).map(([key]) => key)).toEqual([
    "/do/0/ask",
    "/do/1/in/do/0/ask",
  ]);
});
