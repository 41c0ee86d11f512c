import { expect, test } from "vitest";
import { createEditorStore } from "../store/editor-store.ts";
import { announcement } from "./edit-announcer.tsx";

const TEXT = "do:\n  - one:\n      set: { a: 1 }\n  - two:\n      set: { a: 1 }\n";

test("gestures, undo and redo are said by their labels; taking several steps by their number; typing not at all", () => {
  const store = createEditorStore(TEXT);
  const said: (string | undefined)[] = [];
  store.subscribe((state, old) => void said.push(announcement(state, old)));
  store.perform([{ type: "delete-tasks", tasks: ["/do/0/one"] }], "Delete one");
  store.undo();
  store.redo();
  store.undo();
  store.select(["/do/0/one", "/do/1/two"], "canvas");
  store.select(["/do/0/one"], "canvas");
  store.select(["/do/1/two"], "canvas");
  store.type([{ range: { start: 0, end: 0 }, text: "# typed\n" }]);
  expect(said).toEqual([
    "Delete one",
    "Undone: Delete one",
    "Redone: Delete one",
    "Undone: Delete one",
    "2 steps selected",
    "1 step selected",
    undefined,
    undefined,
  ]);
});
