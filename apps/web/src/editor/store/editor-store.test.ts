import type { Diagnostic } from "@ironweave/schema";
import { expect, test } from "vitest";
import { analyze } from "./analyze.ts";
import { createEditorStore } from "./editor-store.ts";

const TEXT = `document: { dsl: "1.0.3", namespace: n, name: w, version: "0.1.0" }
do:
  # first
  - one:
      set: { a: 1 }
  - two:
      wait: { seconds: 1 }
`;

function typed(text: string, find: string, insert: string) {
  const at = text.indexOf(find) + find.length;
  return [{ range: { start: at, end: at }, text: insert }];
}

test("typing derives the graph anew and keeps the text exactly", () => {
  const store = createEditorStore(TEXT);
  store.type(typed(TEXT, "seconds: 1", "0"));
  const { text, drawing, stale } = store.getState();
  expect([text, drawing.index.order, stale]).toEqual([
    TEXT.replace("seconds: 1", "seconds: 10"),
    ["/do/0/one", "/do/1/two"],
    false,
  ]);
});

test("a gesture is one undo step, shared with typing, and undo restores text and selection", () => {
  const store = createEditorStore(TEXT);
  store.type(typed(TEXT, "seconds: 1", "0"));
  store.select(["/do/0/one"], "canvas");
  expect(store.perform([{ type: "delete-tasks", tasks: ["/do/0/one"] }], "Delete one")).toBeUndefined();
  expect(store.getState().undoLabel).toBe("Delete one");
  expect(store.getState().drawing.index.order).toEqual(["/do/0/two"]);
  store.undo();
  expect([store.getState().text, store.getState().selection]).toEqual([
    TEXT.replace("seconds: 1", "seconds: 10"),
    ["/do/0/one"],
  ]);
  store.undo();
  expect([store.getState().text, store.getState().undoLabel, store.getState().redoLabel]).toEqual([
    TEXT,
    undefined,
    "Typing",
  ]);
  store.redo();
  store.redo();
  expect(store.getState().drawing.index.order).toEqual(["/do/0/two"]);
});

test("several edits of one gesture are one undo step", () => {
  const store = createEditorStore(TEXT);
  store.perform(
    [
      { type: "set", at: "/do/0/one/then", value: "two" },
      { type: "rename-task", task: "/do/1/two", name: "later" },
    ],
    "Connect and rename",
  );
  expect(store.getState().text).toContain("then: later");
  store.undo();
  expect(store.getState().text).toBe(TEXT);
});

test("text that does not parse keeps the last good graph and marks the broken task", () => {
  const store = createEditorStore(TEXT);
  store.type(typed(TEXT, "wait: { seconds: 1", " : ["));
  const { stale, drawing, broken } = store.getState();
  expect([stale, drawing.index.order, broken]).toEqual([true, ["/do/0/one", "/do/1/two"], ["/do/1/two"]]);
});

test("broken text typed after a task marks that task", () => {
  const store = createEditorStore(TEXT);
  store.type([{ range: { start: TEXT.length, end: TEXT.length }, text: "    - [" }]);
  expect([store.getState().stale, store.getState().broken]).toEqual([true, ["/do/1/two"]]);
});

test("while one task is broken the others can still be edited on the canvas, and the broken text stays", () => {
  const store = createEditorStore(TEXT);
  store.type(typed(TEXT, "wait: { seconds: 1", " : ["));
  expect(store.perform([{ type: "set", at: "/do/0/one/set/a", value: 2 }], "Edit")).toBeUndefined();
  expect(store.getState().text).toBe(TEXT.replace("seconds: 1", "seconds: 1 : [").replace("a: 1", "a: 2"));
  expect(store.perform([{ type: "set", at: "/do/1/two/wait/seconds", value: 9 }], "Edit")).toMatch(/does not parse/);
});

test("a refused edit changes nothing and says why", () => {
  const store = createEditorStore(TEXT);
  expect(store.perform([{ type: "delete-tasks", tasks: ["/do/9/none"] }], "Delete")).toBeTypeOf("string");
  expect([store.getState().text, store.getState().undoLabel]).toEqual([TEXT, undefined]);
});

test("a folded task stays folded when a task is typed above it", () => {
  const nested = TEXT.replace(
    "- two:\n      wait: { seconds: 1 }",
    "- two:\n      do:\n        - inner: { set: { b: 1 } }",
  );
  const store = createEditorStore(nested);
  store.toggleFold("/do/1/two");
  store.type(typed(nested, "  # first\n", "  - zero: { set: { z: 0 } }\n"));
  expect([...store.getState().folded]).toEqual(["/do/2/two"]);
});

test("each change, replayed on a copy of the text, gives the text", () => {
  const store = createEditorStore(TEXT);
  let copy = TEXT;
  store.subscribe((state, old) => {
    if (state.change === old.change) return;
    for (const step of state.change.steps)
      for (const edit of step.toReversed())
        copy = copy.slice(0, edit.range.start) + edit.text + copy.slice(edit.range.end);
  });
  store.type(typed(TEXT, "a: 1", "2"));
  store.perform([{ type: "duplicate-tasks", tasks: ["/do/0/one"] }], "Duplicate");
  store.undo();
  store.undo();
  store.redo();
  expect(copy).toBe(store.getState().text);
});

test("a large text shows its graph at once and its problems when the background has found them", () => {
  const large = `do:\n${Array.from({ length: 3000 }, (_, at) => `  - t${at}: { set: { v: 1 } }\n`).join("")}`;
  const asked: { text: string; report: (found: readonly Diagnostic[]) => void }[] = [];
  const store = createEditorStore(large, { validator: { check: (text, report) => void asked.push({ text, report }) } });
  const found = analyze(large).diagnostics;
  const shown = () => store.getState().analysis.diagnostics;
  expect([store.getState().drawing.index.order.length, found.length > 0, shown(), asked.length]).toEqual([
    3000,
    true,
    [],
    1,
  ]);
  asked[0]?.report(found);
  expect(shown()).toBe(found);
  store.type(typed(large, "t0: { set: { v: 1", "2"));
  expect([shown(), asked.length]).toEqual([found, 2]);
  store.type(typed(store.getState().text, "t0: { set: { v: 12", "3"));
  asked[1]?.report([]);
  expect(shown()).toBe(found);
  asked[2]?.report([]);
  expect([shown(), asked[2]?.text === store.getState().text]).toEqual([[], true]);
});

test("an undo of one entry does nothing once another one is on top", () => {
  const store = createEditorStore(TEXT);
  store.perform([{ type: "delete-tasks", tasks: ["/do/0/one"] }], "Delete one");
  const deleted = store.getState().undoId;
  store.type(typed(store.getState().text, "seconds: 1", "0"));
  const { text } = store.getState();
  store.undo(deleted);
  expect(store.getState().text).toBe(text);
  store.undo();
  expect(store.getState().undoId).toBe(deleted);
  store.undo(deleted);
  expect([store.getState().text, store.getState().undoId]).toEqual([TEXT, undefined]);
});

test("a text that is opened broken is drawn without its broken lines, and the others can be edited", () => {
  const broken = TEXT.replace("wait: { seconds: 1 }", "wait: { seconds: 1 : [");
  const store = createEditorStore(broken);
  const { drawn, stale, drawing } = store.getState();
  expect([drawn, stale, drawing.index.order.slice(0, 1)]).toEqual(["part", true, ["/do/0/one"]]);
  expect(store.perform([{ type: "set", at: "/do/0/one/set/a", value: 2 }], "Edit")).toBeUndefined();
  expect(store.getState().text).toBe(broken.replace("a: 1", "a: 2"));
});

test("a text of which nothing parses has no drawing, then that of a version, then its own", () => {
  const store = createEditorStore("{ [");
  expect([store.getState().drawn, store.getState().drawing.index.order]).toEqual(["none", []]);
  store.drawVersion("also: [");
  expect(store.getState().drawn).toBe("none");
  store.drawVersion(TEXT);
  expect([store.getState().drawn, store.getState().drawing.index.order.length]).toEqual(["version", 2]);
  store.type([{ range: { start: 0, end: 1 }, text: "[" }]);
  expect(store.getState().drawn).toBe("version");
  store.replaceText(TEXT, "Mend");
  expect(store.getState().drawn).toBe("text");
  store.type(typed(TEXT, "wait: { seconds: 1", " : ["));
  expect(store.getState().drawn).toBe("earlier");
});
