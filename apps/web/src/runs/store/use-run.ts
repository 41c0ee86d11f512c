"use client";
// Gives components of a run page their store. One store per page, handed down by context.

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { RunActions, RunState, RunStore } from "./run-store.ts";

export const RunStoreContext = createContext<RunStore | undefined>(undefined);
/** Id of the run that the page is of. */
export const RunIdContext = createContext("");

/** What `pick` reads of the page's run store; the component renders again only when that changes. */
export function useRun<T>(pick: (state: RunState & RunActions) => T): T {
  const store = useContext(RunStoreContext);
  if (store === undefined) throw new Error("useRun is used outside RunStoreContext");
  return useStore(store, pick);
}
