// A backend in memory, for tests and development pages. `offline`, `foreignSave` and `foreignVersion` play what can go wrong.

import type { CommonText, EditorBackend, Head, People, Person, StoredDraft, VersionInfo } from "./editor-backend.ts";

/** The backend and its controls. */
export interface MemoryBackend extends EditorBackend {
  readonly draft: () => StoredDraft;
  /** While true every call fails as if no answer came. */
  offline: boolean;
  /** Saves the person's draft as another window of theirs would. */
  foreignSave(text: string): void;
  /** Saves a version as another person would. */
  foreignVersion(text: string, author: string): void;
  /** Who else is here. */
  show(people: readonly Person[]): void;
}

/** Starts with the given text at revision 1. */
export function createMemoryBackend(text: string): MemoryBackend {
  let head: Head = { revision: 0, text };
  let draft: StoredDraft = { text, revision: 1, updatedAt: new Date(0).toISOString(), base: head };
  let people: readonly Person[] = [];
  const watchers = new Set<(people: People) => void>();
  const versions: (VersionInfo & { readonly text: string })[] = [];
  const tell = () => {
    const { text: _, ...ref } = head;
    for (const watcher of watchers) watcher({ people, head: ref, draftRevision: draft.revision });
  };
  const put = (next: string, base: CommonText = draft.base) => {
    const updatedAt = new Date(draft.revision * 1000).toISOString();
    draft = { text: next, revision: draft.revision + 1, updatedAt, base };
    return draft;
  };
  const publish = (next: string, note: string, author?: string): boolean => {
    const created = versions[0]?.text !== next;
    const number = versions.length + (created ? 1 : 0);
    const createdAt = new Date(number * 1000).toISOString();
    if (created) versions.unshift({ id: `v${number}`, number, note, author, createdAt, text: next });
    if (next !== head.text) head = { revision: head.revision + 1, text: next, version: number, author };
    return created;
  };
  return {
    offline: false,
    draft: () => draft,
    foreignSave(next) {
      put(next);
      tell();
    },
    foreignVersion(next, author) {
      publish(next, "", author);
      tell();
    },
    show(shown) {
      people = shown;
      tell();
    },
    async saveDraft(next, baseRevision, base) {
      if (this.offline) throw new Error("no answer");
      if (baseRevision !== draft.revision) return { type: "conflict", draft };
      const { revision, updatedAt } = put(next, base);
      return { type: "saved", revision, updatedAt };
    },
    async readDraft() {
      if (this.offline) throw new Error("no answer");
      return draft;
    },
    async readHead() {
      if (this.offline) throw new Error("no answer");
      return head;
    },
    async saveVersion(next, note, baseRevision) {
      if (this.offline) throw new Error("no answer");
      if (baseRevision !== head.revision && next !== head.text) return { type: "moved" };
      const created = publish(next, note);
      return { type: "done", value: { number: versions[0]?.number ?? 1, created, headRevision: head.revision } };
    },
    startRun: async () => ({ type: "refused", message: "This page has no engine." }),
    versions: async () => versions,
    lastRun: async () => undefined,
    runEvent: async () => {
      throw new Error("This page has no runs.");
    },
    openRun: async () => {
      throw new Error("This page has no runs.");
    },
    runEvents: async () => ({ events: [], done: true }),
    versionText: async (id) => versions.find((version) => version.id === id)?.text ?? "",
    watchPeople(watcher) {
      watchers.add(watcher);
      tell();
      return () => void watchers.delete(watcher);
    },
    announce: async () => {},
  };
}
