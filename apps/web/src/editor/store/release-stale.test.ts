import { expect, test } from "vitest";
import { createEditorStore } from "./editor-store.ts";
import { createFormDrafts } from "./form-drafts.ts";
import { releaseStale } from "./release-stale.ts";

const TEXT = `document: { dsl: "1.0.3", namespace: n, name: w, version: "0.1.0" }
do:
  - one:
      set: { a: before }
  - two:
      set: { b: 1 }
`;
const AT = "/do/0/one/set/a";

function setUp() {
  const storage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  const store = createEditorStore(TEXT);
  const drafts = createFormDrafts(storage, "w1");
  const stop = releaseStale(drafts, store);
  drafts.hold(AT, { text: "!", base: "before", task: "/do/0/one", refusal: "Not that." });
  const replace = (find: string, text: string) => {
    const start = store.getState().text.indexOf(find);
    store.type([{ range: { start, end: start + find.length }, text }]);
  };
  return { store, drafts, stop, replace, held: () => [...drafts.getState().keys()] };
}

test("a refused text of a form that is not shown is let go once the document has another value in its place", () => {
  const { replace, held } = setUp();
  replace("b: 1", "b: 2");
  expect(held()).toEqual([AT]);
  replace("a: before", "a: after");
  expect(held()).toEqual([]);
});

test("a field that is shown keeps what is typed into it", () => {
  const { drafts, replace, held } = setUp();
  const hide = drafts.onFlush(AT, () => undefined);
  replace("a: before", "a: after");
  expect(held()).toEqual([AT]);
  hide();
  replace("a: after", "a: afterwards");
  expect(held()).toEqual([]);
});

test("it is kept while its step is not there, and where it was typed after the change", () => {
  const { store, drafts, replace, held } = setUp();
  replace("- one:\n      set: { a: before }\n  ", "");
  expect(held()).toEqual([AT]);
  store.undo();
  expect(held()).toEqual([AT]);
  replace("a: before", "a: after");
  drafts.hold(AT, { text: "!!", base: "after", task: "/do/0/one", refusal: "Not that." });
  replace("b: 1", "b: 2");
  expect(held()).toEqual([AT]);
});
