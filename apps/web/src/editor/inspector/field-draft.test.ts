import { expect, test } from "vitest";
import { createEditorStore } from "../store/editor-store.ts";
import { createFormDrafts } from "../store/form-drafts.ts";
import { createFieldDraft } from "./field-draft.ts";

const TEXT = `document: { dsl: "1.0.3", namespace: n, name: w, version: "0.1.0" }
do:
  - one:
      set: { a: before } # kept
`;
const AT = "/do/0/one/set/a";

function setUp(stored = new Map<string, string>()) {
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  const store = createEditorStore(TEXT);
  const drafts = createFormDrafts(storage, "w1");
  const timers = new Set<() => void>();
  const shown: (readonly [string, string | undefined])[] = [];
  const wiring = () => ({
    value: /a: (.*?) \}/.exec(store.getState().text)?.[1] ?? "",
    commit: (text: string, visit: number) =>
      text.includes("!")
        ? "Not that."
        : store.perform([{ type: "set", at: AT, value: text }], "Change a", "form", visit),
    live: (text: string) => text !== "",
    newestEntry: () => store.getState().undoId,
    undo: (entry: number) => store.undo(entry),
  });
  const later = (run: () => void) => {
    timers.add(run);
    return () => void timers.delete(run);
  };
  const show = (text: string, refusal: string | undefined) => void shown.push([text, refusal]);
  const open = () => createFieldDraft({ key: AT, task: "/do/0/one", drafts, later, show }, wiring());
  return {
    stored,
    store,
    drafts,
    shown,
    open,
    field: open(),
    wiring,
    pause: () => {
      for (const run of timers) {
        timers.delete(run);
        run();
      }
    },
    value: () => wiring().value,
  };
}

test("what is typed becomes the document's after a pause, while the reader is still in the field", () => {
  const { field, pause, value, drafts } = setUp();
  field.focus();
  field.change("af");
  expect([value(), drafts.getState().size]).toEqual(["before", 1]);
  pause();
  expect([value(), drafts.getState().size]).toEqual(["af", 0]);
});

test("a stay in a field is one undo step, and the next stay another", () => {
  const { field, pause, value, store, wiring } = setUp();
  const stay = (...texts: readonly string[]) => {
    field.focus();
    for (const text of texts) {
      field.change(text);
      pause();
      field.renew(wiring());
    }
    field.blur();
  };
  stay("x", "xy", "xyz");
  stay("q");
  store.undo();
  expect(value()).toBe("xyz");
  store.undo();
  expect([store.getState().text, store.getState().undoLabel]).toEqual([TEXT, undefined]);
});

test("the page that is about to go takes what is typed along, also before the pause", () => {
  const { field, drafts, value } = setUp();
  field.focus();
  field.change("last words");
  drafts.flush();
  expect(value()).toBe("last words");
});

test("a text that may not be a change while it is typed is one when the reader leaves", () => {
  const { field, pause, value, drafts, store } = setUp();
  field.focus();
  field.change("");
  pause();
  expect([value(), drafts.getState().size]).toEqual(["before", 1]);
  field.blur();
  expect([/a: (""|'')/.test(store.getState().text), drafts.getState().size]).toEqual([true, 0]);
});

test("a refused text stays in the field with the reason, and is there again on the next page", () => {
  const first = setUp();
  first.field.focus();
  first.field.change("no!");
  first.field.blur();
  expect([first.value(), first.shown.at(-1)]).toEqual(["before", ["no!", "Not that."]]);
  const second = setUp(first.stored);
  expect([second.field.text(), second.field.refusal(), second.drafts.getState().get(AT)?.refusal]).toEqual([
    "no!",
    "Not that.",
    "Not that.",
  ]);
  second.field.focus();
  second.field.change("fine");
  second.field.blur();
  expect([second.value(), second.stored.size]).toEqual(["fine", 0]);
});

test("what a page that died before the pause had held is taken by the next one", () => {
  const first = setUp();
  first.field.focus();
  first.field.change("half a thought");
  const second = setUp(first.stored);
  second.pause();
  expect([second.value(), second.stored.size]).toEqual(["half a thought", 0]);
});

test("a held text whose document value has changed meanwhile is dropped", () => {
  const stored = new Map([["ironweave:typed:w1", JSON.stringify([[AT, { text: "old", base: "other", task: "" }]])]]);
  const { field, drafts } = setUp(stored);
  expect([field.text(), drafts.getState().size, stored.size]).toEqual(["before", 0, 0]);
});

test("Escape takes back what was typed in this stay, also from the document", () => {
  const { field, pause, store, shown } = setUp();
  field.focus();
  field.change("oops");
  pause();
  field.escape();
  expect([store.getState().text, shown.at(-1)]).toEqual([TEXT, ["before", undefined]]);
});

test("a change from elsewhere replaces the text, but not under the reader's hands", () => {
  const { field, store, wiring } = setUp();
  store.perform([{ type: "set", at: AT, value: "elsewhere" }], "Change");
  field.renew(wiring());
  expect(field.text()).toBe("elsewhere");
  field.focus();
  field.change("mine");
  store.perform([{ type: "set", at: AT, value: "again" }], "Change");
  field.renew(wiring());
  expect(field.text()).toBe("mine");
});

test("a field that goes away while it is typed in gives its text", () => {
  const { field, value } = setUp();
  field.focus();
  field.change("kept");
  field.close();
  expect(value()).toBe("kept");
});

test.each(["not JSON", "{}", '[["/a"]]', '[["/a", {"text": 1, "base": "", "task": ""}]]', "null"])(
  "a damaged storage holds nothing: %s",
  (text) => {
    expect(setUp(new Map([["ironweave:typed:w1", text]])).drafts.getState().size).toBe(0);
  },
);

test("Enter settles what is typed: an Escape after it takes nothing back, one before it does", () => {
  const { field, value } = setUp();
  field.focus();
  field.change("kept");
  field.enter();
  expect([field.escape(), value()]).toEqual([false, "kept"]);
  field.change("not kept");
  expect([field.escape(), value()]).toEqual([true, "kept"]);
});
