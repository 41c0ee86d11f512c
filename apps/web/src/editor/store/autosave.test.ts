import { expect, test } from "vitest";
import { createMemoryBackend } from "../backend/memory-backend.ts";
import { startAutosave } from "./autosave.ts";
import { createEditorStore } from "./editor-store.ts";
import { readLocalDraft } from "./local-draft.ts";

const BEFORE = "do: []\n";
const AFTER = "do: [] # typed\n";

function setUp() {
  const entries = new Map<string, string>();
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  };
  let due: (() => void) | undefined;
  const backend = createMemoryBackend(BEFORE);
  const store = createEditorStore(BEFORE);
  const autosave = startAutosave(store, {
    workflowId: "w",
    revision: 1,
    backend,
    storage,
    later: (run) => {
      due = run;
      return () => (due = undefined);
    },
  });
  return { store, backend, autosave, local: () => readLocalDraft(storage, "w"), due: () => due };
}

test("a change is local at once and on the server after the pause", async () => {
  const { store, backend, autosave, local } = setUp();
  store.replaceText(AFTER, "Edit");
  expect([local(), store.getState().save.type]).toEqual([{ text: AFTER, baseRevision: 1 }, "unsaved"]);
  await autosave.flush();
  expect([backend.draft().text, local(), store.getState().save.type]).toEqual([AFTER, undefined, "saved"]);
});

test("offline keeps the local copy, says so and tries again", async () => {
  const { store, backend, autosave, local, due } = setUp();
  backend.offline = true;
  store.replaceText(AFTER, "Edit");
  await autosave.flush();
  expect([store.getState().save.type, local()?.text, due() === undefined]).toEqual(["offline", AFTER, false]);
  backend.offline = false;
  await autosave.flush();
  expect([store.getState().save.type, local()]).toEqual(["saved", undefined]);
});

test("what is typed while a save is in flight is saved next", async () => {
  const { store, backend, autosave } = setUp();
  store.replaceText(AFTER, "Edit");
  const first = autosave.flush();
  store.replaceText("do: [] # more\n", "Edit");
  await first;
  expect([backend.draft().text, store.getState().save.type]).toEqual([AFTER, "unsaved"]);
  await autosave.flush();
  expect([backend.draft().text, store.getState().save.type]).toEqual(["do: [] # more\n", "saved"]);
});

test("a draft saved elsewhere is a conflict; keeping mine overwrites it", async () => {
  const { store, backend, autosave } = setUp();
  backend.foreignSave("do: [] # theirs\n");
  store.replaceText(AFTER, "Edit");
  await autosave.flush();
  expect(store.getState().save).toEqual({ type: "conflict", theirs: "do: [] # theirs\n", revision: 2 });
  autosave.resolve("mine");
  await autosave.flush();
  expect([backend.draft().text, store.getState().text]).toEqual([AFTER, AFTER]);
});

test("taking theirs replaces the text and can be undone", async () => {
  const { store, backend, autosave } = setUp();
  backend.foreignSave("do: [] # theirs\n");
  store.replaceText(AFTER, "Edit");
  await autosave.flush();
  autosave.resolve("theirs");
  await autosave.flush();
  expect([store.getState().text, store.getState().save.type]).toEqual(["do: [] # theirs\n", "saved"]);
  store.undo();
  expect(store.getState().text).toBe(AFTER);
});

test("an equal draft saved elsewhere is no conflict", async () => {
  const { store, backend, autosave } = setUp();
  backend.foreignSave(AFTER);
  store.replaceText(AFTER, "Edit");
  await autosave.flush();
  expect(store.getState().save.type).toBe("saved");
});
