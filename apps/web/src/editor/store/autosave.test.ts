import { describe, expect, test } from "vitest";
import { createMemoryBackend, type MemoryBackend } from "../backend/memory-backend.ts";
import { startAutosave } from "./autosave.ts";
import { createDraftCopies, type CopyStorage, type LiveWindows } from "./draft-copies.ts";
import { createEditorStore } from "./editor-store.ts";

const BEFORE = "a: 1\nb: 2\nc: 3\n";
const AFTER = "a: 1\nb: 2\nc: 3 # typed\n";
const OTHER = "a: 1 # other\nb: 2\nc: 3\n";
const BOTH = "a: 1 # other\nb: 2\nc: 3 # typed\n";
const MEETS = "a: 1\nb: 2\nc: 3 # other\n";

/** A browser: its storage, and windows that go when told. */
function createBrowser() {
  const entries = new Map<string, string>();
  const waiting = new Map<string, (() => void)[]>();
  const held = new Set<string>();
  const storage: CopyStorage = {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
    keys: () => [...entries.keys()],
  };
  const windows: LiveWindows = {
    hold(name) {
      held.add(name);
      return () => {
        held.delete(name);
        for (const take of waiting.get(name) ?? []) take();
      };
    },
    whenGone(name, take) {
      if (held.has(name)) waiting.set(name, [...(waiting.get(name) ?? []), take]);
      else take();
      return () => {};
    },
  };
  return {
    entries,
    open(backend: MemoryBackend, id: string, draft = backend.draft()) {
      let due: (() => void) | undefined;
      const store = createEditorStore(draft.text);
      const copies = createDraftCopies(storage, windows, "u:w", id);
      const later = (run: () => void) => {
        due = run;
        return () => (due = undefined);
      };
      const autosave = startAutosave(store, { draft, backend, copies, later });
      return { store, autosave, due: () => due, state: () => [store.getState().text, store.getState().save.type] };
    },
  };
}

function setUp() {
  const backend = createMemoryBackend(BEFORE);
  const browser = createBrowser();
  return { backend, browser, ...browser.open(backend, "1") };
}

test("a change is in this browser at once and on the server after the pause", async () => {
  const { store, backend, browser, autosave, state } = setUp();
  store.replaceText(AFTER, "Edit");
  expect([browser.entries.size, state()]).toEqual([1, [AFTER, "unsaved"]]);
  await autosave.flush();
  expect([backend.draft().text, browser.entries.size, state()]).toEqual([AFTER, 0, [AFTER, "saved"]]);
});

test("offline keeps the copy, says so and tries again", async () => {
  const { store, backend, browser, autosave, due, state } = setUp();
  backend.offline = true;
  store.replaceText(AFTER, "Edit");
  await autosave.flush();
  expect([state(), browser.entries.size, due() === undefined]).toEqual([[AFTER, "offline"], 1, false]);
  backend.offline = false;
  await autosave.flush();
  expect([state(), browser.entries.size]).toEqual([[AFTER, "saved"], 0]);
});

test("what is typed while a save is in flight is saved next", async () => {
  const { store, backend, autosave, state } = setUp();
  store.replaceText(AFTER, "Edit");
  const first = autosave.flush();
  store.replaceText("a: more\n", "Edit");
  await first;
  expect([backend.draft().text, state()]).toEqual([AFTER, ["a: more\n", "unsaved"]]);
  await autosave.flush();
  expect([backend.draft().text, state()]).toEqual(["a: more\n", ["a: more\n", "saved"]]);
});

describe("[C4] another window of the same person", () => {
  test("is merged in when this one saves, as one edit that can be undone", async () => {
    const { store, backend, autosave, state } = setUp();
    backend.foreignSave(OTHER);
    store.replaceText(AFTER, "Edit");
    await autosave.flush();
    await autosave.flush();
    expect([backend.draft().text, state()]).toEqual([BOTH, [BOTH, "saved"]]);
    store.undo();
    expect(store.getState().text).toBe(AFTER);
  });

  test("is taken in when it has saved, also while something is typed here", async () => {
    const { store, backend, autosave, state } = setUp();
    store.replaceText(AFTER, "Edit");
    backend.foreignSave(OTHER);
    await autosave.pull(backend.draft().revision);
    expect(state()).toEqual([BOTH, "unsaved"]);
    await autosave.flush();
    expect([backend.draft().text, state()]).toEqual([BOTH, [BOTH, "saved"]]);
  });

  test("in the same lines is a conflict: nothing is saved and nothing lost until it is merged", async () => {
    const { store, backend, autosave, state } = setUp();
    backend.foreignSave(MEETS);
    store.replaceText(AFTER, "Edit");
    await autosave.flush();
    expect(store.getState().save).toEqual({ type: "conflict", base: BEFORE, theirs: MEETS, from: "window" });
    expect([backend.draft().text, state()[0]]).toEqual([MEETS, AFTER]);
    autosave.resolve("merged\n");
    await autosave.flush();
    expect([backend.draft().text, state()]).toEqual(["merged\n", ["merged\n", "saved"]]);
    store.undo();
    expect(store.getState().text).toBe(AFTER);
  });

  test("with the same text is no conflict", async () => {
    const { store, backend, autosave, state } = setUp();
    backend.foreignSave(AFTER);
    store.replaceText(AFTER, "Edit");
    await autosave.flush();
    await autosave.flush();
    expect(state()).toEqual([AFTER, "saved"]);
  });

  test("that is gone without having saved: its copy is taken up by one that lives", async () => {
    const { backend, browser, store, autosave, state } = setUp();
    backend.offline = true;
    const gone = browser.open(backend, "2");
    gone.store.replaceText(OTHER, "Edit");
    await gone.autosave.flush();
    const next = browser.open(backend, "3");
    expect(next.state()[0]).toBe(BEFORE);
    gone.autosave.stop();
    expect(next.state()[0]).toBe(OTHER);
    backend.offline = false;
    store.replaceText(AFTER, "Edit");
    await autosave.flush();
    await next.autosave.flush();
    await next.autosave.flush();
    expect([backend.draft().text, next.state(), browser.entries.size, state()[1]]).toEqual([
      BOTH,
      [BOTH, "saved"],
      0,
      "saved",
    ]);
  });

  test("two windows never overwrite each other's copy", async () => {
    const { backend, browser, store } = setUp();
    const second = browser.open(backend, "2");
    store.replaceText(AFTER, "Edit");
    second.store.replaceText(OTHER, "Edit");
    expect([...browser.entries.values()].map((value) => (JSON.parse(value) as { text: string }).text)).toEqual([
      AFTER,
      OTHER,
    ]);
  });

  test("a copy that meets what was saved meanwhile is a conflict, and kept until it is merged", async () => {
    const { backend, browser, store, autosave } = setUp();
    backend.offline = true;
    store.replaceText(AFTER, "Edit");
    await autosave.flush();
    autosave.stop();
    backend.offline = false;
    backend.foreignSave(MEETS);
    const next = browser.open(backend, "2");
    expect(next.store.getState().save).toEqual({ type: "conflict", base: BEFORE, theirs: AFTER, from: "copy" });
    expect([next.state()[0], browser.entries.size]).toEqual([MEETS, 1]);
    next.autosave.resolve("merged\n");
    await next.autosave.flush();
    expect([backend.draft().text, browser.entries.size]).toEqual(["merged\n", 0]);
  });
});

describe("[C5] the common text that the draft comes from", () => {
  test("goes to the server with the first save, and again when it has changed", async () => {
    const { store, backend, autosave } = setUp();
    store.replaceText(AFTER, "Edit");
    await autosave.flush();
    expect(backend.draft().base).toEqual({ revision: 0, text: BEFORE });
    autosave.merge({ revision: 1, text: OTHER }, BOTH);
    await autosave.flush();
    expect([backend.draft().text, backend.draft().base]).toEqual([BOTH, { revision: 1, text: OTHER }]);
  });

  test("is the older one again when the merge is undone, and the newer when it is redone", async () => {
    const { store, backend, autosave } = setUp();
    store.replaceText(AFTER, "Edit");
    autosave.merge({ revision: 1, text: OTHER }, BOTH);
    store.undo();
    expect([store.getState().text, autosave.base().revision]).toEqual([AFTER, 0]);
    await autosave.flush();
    expect(backend.draft()).toMatchObject({ text: AFTER, base: { revision: 0 } });
    store.redo();
    expect([store.getState().text, autosave.base().revision]).toEqual([BOTH, 1]);
    store.undo();
    store.replaceText("a: other\n", "Edit");
    expect(autosave.base().revision).toBe(0);
  });

  test("as it was published stays, wherever the history goes", () => {
    const { store, autosave } = setUp();
    store.replaceText(AFTER, "Edit");
    autosave.published({ revision: 1, text: AFTER });
    store.undo();
    expect(autosave.base().revision).toBe(1);
  });
});
