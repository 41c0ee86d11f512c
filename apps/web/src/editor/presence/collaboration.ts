// What this window knows of the others: who is here, and whether somebody has saved a version that this window's text does not
// come from. Tells the others where this person is, at most every `ANNOUNCE_MS` and as a heartbeat. No React, no DOM.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { CommonText, EditorBackend, Head, People, Person } from "../backend/editor-backend.ts";
import type { Autosave } from "../store/autosave.ts";
import type { EditorStore } from "../store/editor-state.ts";

const ANNOUNCE_MS = 500;
const HEARTBEAT_MS = 15_000;

/** What the screen shows of it. */
export interface CollaborationState {
  readonly people: readonly Person[];
  /** The common text, where it is newer than the one that this window's text comes from. */
  readonly newer: Head | undefined;
  /** The revision of the common text that the person has put off. */
  readonly postponed: number | undefined;
}

/** The running collaboration. */
export interface Collaboration extends Pick<StoreApi<CollaborationState>, "getState" | "subscribe"> {
  getInitialState(): CollaborationState;
  /** Reads the common text now, e.g. after a version was refused; `newer` is up to date then. */
  refresh(): Promise<void>;
  postpone(): void;
  /** A text that this person publishes: where it comes back as the common text, nobody else has saved it. */
  publishes(text: string): void;
  /** The window goes, whatever becomes of the page: others are told at once. */
  leave(): void;
  stop(): void;
}

/** What it stands on. */
export interface CollaborationOptions {
  readonly store: EditorStore;
  readonly autosave: Pick<Autosave, "base" | "published" | "pull">;
  readonly backend: Pick<EditorBackend, "watchPeople" | "announce" | "readHead">;
  /** Calls back after some milliseconds; returns the cancellation. */
  readonly later: (run: () => void, ms: number) => () => void;
}

/** Begins to watch and to tell. */
export function startCollaboration(options: CollaborationOptions): Collaboration {
  const { store, autosave, backend, later } = options;
  const { getState, setState, subscribe, getInitialState } = createStore<CollaborationState>(() => ({
    people: [],
    newer: undefined,
    postponed: undefined,
  }));
  let head: Head | undefined;
  let published: string | undefined;
  let told = "";
  let cancelAnnounce: (() => void) | undefined;
  let cancelBeat = () => {};

  /** Compares the common text with the one that this window's text comes from, which undo and redo may change. */
  function compare(): void {
    const base = autosave.base();
    const isNewer = head !== undefined && head.revision > base.revision;
    if (isNewer && head !== undefined && isKnown(head, base, store.getState().text)) autosave.published(head);
    const newer = isNewer && head !== undefined && autosave.base() !== head ? head : undefined;
    if (newer !== getState().newer) setState({ newer });
  }

  function isKnown({ text }: Head, base: CommonText, own: string): boolean {
    return text === own || text === base.text || text === published;
  }

  async function refresh(): Promise<void> {
    head = await backend.readHead();
    compare();
  }

  function onPeople({ people, head: { revision }, draftRevision }: People): void {
    if (JSON.stringify(people) !== JSON.stringify(getState().people)) setState({ people });
    // The draft first: another window of this person may have merged the common text already.
    void autosave.pull(draftRevision).then(() => {
      if (revision <= Math.max(autosave.base().revision, head?.revision ?? 0)) return compare();
      return refresh().catch(() => {
        // Told again with the next change, and refused by the server where it matters.
      });
    });
  }

  function announce(): void {
    cancelAnnounce = undefined;
    cancelBeat();
    cancelBeat = later(announce, HEARTBEAT_MS);
    const { selection, text } = store.getState();
    const unpublished = text !== autosave.base().text;
    told = JSON.stringify([selection[0], unpublished]);
    backend.announce({ selected: selection[0], unpublished }).catch(() => {
      // The heartbeat says it again.
    });
  }

  const stopStore = store.subscribe((state, old) => {
    if (state.text !== old.text && state.change.origin === "history") compare();
    if (state.selection === old.selection && state.text === old.text) return;
    const now = JSON.stringify([state.selection[0], state.text !== autosave.base().text]);
    if (now !== told) cancelAnnounce ??= later(announce, ANNOUNCE_MS);
  });
  const stopPeople = backend.watchPeople(onPeople);
  announce();

  function leave(): void {
    const unpublished = store.getState().text !== autosave.base().text;
    backend.announce({ selected: undefined, unpublished, leaving: true }).catch(() => {
      // It expires.
    });
  }

  return {
    getState,
    subscribe,
    getInitialState,
    refresh,
    postpone: () => setState({ postponed: getState().newer?.revision }),
    publishes: (text) => void (published = text),
    leave,
    stop() {
      stopStore();
      stopPeople();
      cancelAnnounce?.();
      cancelBeat();
      leave();
    },
  };
}
