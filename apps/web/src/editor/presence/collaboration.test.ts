import { expect, test } from "vitest";
import { createMemoryBackend } from "../backend/memory-backend.ts";
import { startAutosave } from "../store/autosave.ts";
import { createEditorStore } from "../store/editor-store.ts";
import { startCollaboration } from "./collaboration.ts";

const TEXT = `document: { dsl: '1.0.3', namespace: default, name: n, version: '0.1.0' }
do:
  - one:
      set: { a: 1 }
  - two:
      set: { b: 1 }
`;
const MINE = TEXT.replace("b: 1", "b: 2");
const ANNAS = TEXT.replace("a: 1", "a: 2");

function setUp() {
  const backend = createMemoryBackend(TEXT);
  const store = createEditorStore(TEXT);
  const due: (() => void)[] = [];
  const later = (run: () => void) => {
    due.push(run);
    return () => void due.splice(due.indexOf(run), 1);
  };
  const copies = { write: () => true, drop: () => {}, adopt: () => {}, close: () => {} };
  const autosave = startAutosave(store, { draft: backend.draft(), backend, copies, later });
  const announced: unknown[] = [];
  const telling = { ...backend, announce: async (presence: unknown) => void announced.push(presence) };
  const collaboration = startCollaboration({ store, autosave, backend: telling, later });
  return { backend, store, autosave, collaboration, announced, runDue: () => due.splice(0).forEach((run) => run()) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test("a version of somebody else is told, changes nothing, and is over once it was merged", async () => {
  const { backend, store, autosave, collaboration } = setUp();
  store.replaceText(MINE, "Edit");
  backend.foreignVersion(ANNAS, "Anna");
  await settled();
  const { newer } = collaboration.getState();
  expect([newer, store.getState().text]).toEqual([{ revision: 1, text: ANNAS, version: 1, author: "Anna" }, MINE]);
  if (newer !== undefined) autosave.merge(newer, "merged\n");
  await collaboration.refresh();
  expect(collaboration.getState().newer).toBeUndefined();
  store.undo();
  expect([store.getState().text, collaboration.getState().newer?.version]).toEqual([MINE, 1]);
});

test("what this person has published, or has already, is no news", async () => {
  const { backend, store, autosave, collaboration } = setUp();
  store.replaceText(MINE, "Edit");
  collaboration.publishes(MINE);
  store.replaceText(`${MINE}# more\n`, "Edit");
  backend.foreignVersion(MINE, "Owner");
  await settled();
  expect([collaboration.getState().newer, autosave.base()]).toEqual([
    undefined,
    expect.objectContaining({ revision: 1, text: MINE }),
  ]);
});

test("others are told of the selection and of unpublished changes, once for many changes", () => {
  const { store, collaboration, announced, runDue } = setUp();
  expect(announced).toEqual([{ selected: undefined, unpublished: false }]);
  store.select(["/do/0/one"], "canvas");
  store.select(["/do/1/two"], "canvas");
  store.replaceText(MINE, "Edit");
  runDue();
  expect(announced.slice(1, 2)).toEqual([{ selected: "/do/1/two", unpublished: true }]);
  collaboration.stop();
  expect(announced.at(-1)).toEqual({ selected: undefined, unpublished: true, leaving: true });
});
