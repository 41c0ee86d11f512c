import { expect, test } from "vitest";
import { createEditorStore } from "../store/editor-store.ts";
import { renameEntry } from "./rename-entry.ts";

const TEXT = `document: { dsl: '1.0.3', namespace: a, name: a, version: '0.1.0' }
use:
  retries:
    'often': { limit: { attempt: { count: 5 } } }
do:
  - go:
      try:
        - in: { set: { a: 1 } } # set once
      catch: { retry: often }
`;

test("an entry of `use` takes the places that mean it along, as one step of the history", () => {
  const store = createEditorStore(TEXT);
  expect(renameEntry(store, "/use/retries/often", "fast", "Rename often")).toBeUndefined();
  expect(store.getState().text).toBe(TEXT.replaceAll("often", "fast"));
  store.undo();
  expect(store.getState().text).toBe(TEXT);
});

test("any other entry changes its key alone", () => {
  const store = createEditorStore(TEXT);
  expect(renameEntry(store, "/do/0/go/try/0/in/set/a", "b", "Rename a")).toBeUndefined();
  expect(store.getState().text).toBe(TEXT.replace("set: { a: 1 }", "set: { b: 1 }"));
});

test("a name that is taken is refused in words, and nothing changes", () => {
  const store = createEditorStore(TEXT.replace("count: 5 } } }", "count: 5 } } }\n    slow: {}"));
  const { text } = store.getState();
  expect(renameEntry(store, "/use/retries/often", "slow", "Rename often")).toContain("slow");
  expect(store.getState().text).toBe(text);
});
