// A backend in memory, for tests and development pages. `offline` and `foreignSave` play what can go wrong.

import type { EditorBackend, StoredDraft, VersionInfo } from "./editor-backend.ts";

/** The backend and its controls. */
export interface MemoryBackend extends EditorBackend {
  readonly draft: () => StoredDraft;
  /** While true every call fails as if no answer came. */
  offline: boolean;
  /** Saves a draft as another browser would. */
  foreignSave(text: string): void;
}

/** Starts with the given text at revision 1. */
export function createMemoryBackend(text: string): MemoryBackend {
  let draft: StoredDraft = { text, revision: 1, updatedAt: new Date(0).toISOString() };
  const versions: (VersionInfo & { readonly text: string })[] = [];
  const put = (next: string) => {
    draft = { text: next, revision: draft.revision + 1, updatedAt: new Date(draft.revision * 1000).toISOString() };
    return draft;
  };
  return {
    offline: false,
    draft: () => draft,
    foreignSave: (next) => void put(next),
    async saveDraft(next, baseRevision) {
      if (this.offline) throw new Error("no answer");
      if (baseRevision !== draft.revision) return { type: "conflict", draft };
      const { revision, updatedAt } = put(next);
      return { type: "saved", revision, updatedAt };
    },
    async saveVersion(next, note) {
      if (this.offline) throw new Error("no answer");
      const created = versions[0]?.text !== next;
      if (created)
        versions.unshift({
          id: `v${versions.length + 1}`,
          number: versions.length + 1,
          note,
          createdAt: new Date().toISOString(),
          text: next,
        });
      return { type: "done", value: { number: versions[0]?.number ?? 1, created } };
    },
    startRun: async () => ({ type: "refused", message: "This page has no engine." }),
    versions: async () => versions,
    versionText: async (id) => versions.find((version) => version.id === id)?.text ?? "",
  };
}
