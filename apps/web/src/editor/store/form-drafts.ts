// What is typed into the fields of the form and does not stand in the text yet. It is in the browser's storage at once, so
// that neither a reload nor a closed tab loses it. No React, no DOM. The invariant: a text is held until the document has it,
// the reader takes it back, or the document's value below it has changed.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { DraftStorage } from "./local-draft.ts";

/** A typed text and the document's value (as text) that it is to replace. */
export interface HeldText {
  readonly text: string;
  readonly base: string;
  /** The step whose form holds the field; empty for the form of the workflow. */
  readonly task: string;
  /** Why the document did not take it, once it was offered. */
  readonly refusal?: string;
}

/** The fields' texts by key (a JSON Pointer), and the way to have them all taken now. */
export interface FormDrafts extends Pick<StoreApi<ReadonlyMap<string, HeldText>>, "getState" | "subscribe"> {
  /** What zustand's hooks want; nothing is held at first or what the storage has. */
  getInitialState(): ReadonlyMap<string, HeldText>;
  hold(key: string, held: HeldText): void;
  release(key: string): void;
  /** A number that no other stay in a field has. */
  newVisit(): number;
  /** Registers a shown field and its way to give its text to the document; returns the removal. */
  onFlush(key: string, give: () => void): () => void;
  /** True while the field is shown: it looks after its text itself. */
  isShown(key: string): boolean;
  /** Gives every shown field's text to the document: the page is about to go. */
  flush(): void;
}

const storageKey = (workflowId: string) => `ironweave:typed:${workflowId}`;

/** Takes up what an earlier page left in the storage. */
export function createFormDrafts(storage: DraftStorage, workflowId: string): FormDrafts {
  const store = createStore<ReadonlyMap<string, HeldText>>(() => readHeld(storage, workflowId));
  const fields = new Map<() => void, string>();
  let visits = 0;
  const replace = (held: ReadonlyMap<string, HeldText>): void => {
    store.setState(held, true);
    try {
      if (held.size === 0) storage.removeItem(storageKey(workflowId));
      else storage.setItem(storageKey(workflowId), JSON.stringify([...held]));
    } catch {
      // Private windows may refuse storage: the text is still in memory.
    }
  };
  return {
    getState: store.getState,
    subscribe: store.subscribe,
    getInitialState: store.getInitialState,
    hold: (key, held) => replace(new Map(store.getState()).set(key, held)),
    release(key) {
      const held = new Map(store.getState());
      if (held.delete(key)) replace(held);
    },
    newVisit: () => ++visits,
    onFlush(key, give) {
      fields.set(give, key);
      return () => void fields.delete(give);
    },
    isShown: (key) => [...fields.values()].includes(key),
    flush() {
      for (const give of fields.keys()) give();
    },
  };
}

function readHeld(storage: DraftStorage, workflowId: string): ReadonlyMap<string, HeldText> {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey(workflowId)) ?? "[]");
    const entries = Array.isArray(stored) ? stored.filter(isEntry) : [];
    return new Map(entries);
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is readonly [string, HeldText] {
  if (!Array.isArray(entry) || typeof entry[0] !== "string") return false;
  const held: unknown = entry[1];
  if (typeof held !== "object" || held === null) return false;
  return "text" in held && "base" in held && "task" in held && [held.text, held.base, held.task].every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
