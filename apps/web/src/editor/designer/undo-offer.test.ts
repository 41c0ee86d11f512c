import { expect, test } from "vitest";
import { createEditorStore } from "../store/editor-store.ts";
import { undoOffer } from "./undo-offer.ts";

const TEXT = `document: { dsl: "1.0.3", namespace: n, name: w, version: "0.1.0" }
do:
  - one:
      set: { a: 1 }
  - two:
      set: { a: 1 }
`;

function offered() {
  const store = createEditorStore(TEXT);
  store.perform([{ type: "delete-tasks", tasks: ["/do/0/one"] }], "Delete one");
  let over = 0;
  const offer = undoOffer(store);
  offer?.until(() => (over += 1));
  return { store, offer, over: () => over };
}

test("the offer takes its edit back", () => {
  const { store, offer, over } = offered();
  expect(over()).toBe(0);
  offer?.action.onSelect();
  expect([store.getState().text, over() > 0]).toEqual([TEXT, true]);
});

test("after another edit the offer is over, and takes nothing back", () => {
  const { store, offer, over } = offered();
  store.perform([{ type: "set", at: "/do/0/two/set/a", value: 2 }], "Change a");
  const { text } = store.getState();
  offer?.action.onSelect();
  expect([store.getState().text, over() > 0]).toEqual([text, true]);
});

test("without an edit there is no offer", () => {
  expect(undoOffer(createEditorStore(TEXT))).toBeUndefined();
});
