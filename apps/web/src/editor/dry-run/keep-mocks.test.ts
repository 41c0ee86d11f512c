import { expect, test } from "vitest";
import { createEditorStore } from "../store/editor-store.ts";
import { keepMocks } from "./keep-mocks.ts";

const TEXTS = {
  input: "{}",
  mocks: { ask: "output: { n: 1 }", broken: "a: [" },
  events: "- event: { type: t }",
  pins: {},
};

function kept(header: string) {
  const store = createEditorStore(
    `document:\n  dsl: '1.0.3' # pinned\n  namespace: n\n  name: w\n  version: '1.0.0'\n${header}do: []\n`,
  );
  const said: string[] = [];
  keepMocks({ store, notify: (text) => void said.push(text) }, TEXTS);
  return { store, said };
}

test("answers and events go to document.metadata in one step, and what cannot be read stays out", () => {
  const { store, said } = kept("");
  expect(store.getState().analysis.source.value).toMatchObject({
    document: { metadata: { mocks: { ask: { output: { n: 1 } } }, events: [{ event: { type: "t" } }] } },
  });
  expect(store.getState().text).toContain("dsl: '1.0.3' # pinned\n");
  expect(said).toEqual([expect.stringContaining("document.metadata.mocks")]);
  store.undo();
  expect(store.getState().text).not.toContain("metadata");
});

test("other metadata are left alone", () => {
  const { store } = kept("  metadata:\n    team: infra # ours\n    mocks: { old: { output: 1 } }\n");
  expect(store.getState().text).toContain("    team: infra # ours\n");
  expect(store.getState().analysis.source.value).toMatchObject({
    document: { metadata: { team: "infra", mocks: { ask: { output: { n: 1 } } } } },
  });
  expect(store.getState().text).not.toContain("old");
});
