// Gives components of the dry run their store and what was told of the document once.

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { GraphIndex } from "../kernels/graph-index.ts";
import type { SampleInput } from "../kernels/sample-inputs.ts";
import type { DryRunState, DryRunStore } from "./dry-run-store.ts";
import type { Replay } from "../replay/replay.ts";
import type { SideEffect } from "./side-effects.ts";

/** One open dry run. */
export interface DryRunSession {
  readonly store: DryRunStore;
  readonly index: GraphIndex;
  readonly effects: readonly SideEffect[];
  readonly samples: readonly SampleInput[];
  /** The past run whose answers stand in for mocks. */
  readonly replay?: Replay;
}

/** Set by `DryRunPane`. */
export const DryRunContext = createContext<DryRunSession | undefined>(undefined);

/** The open dry run. */
export function useDryRunSession(): DryRunSession {
  const session = useContext(DryRunContext);
  if (session === undefined) throw new Error("used outside of a DryRunPane");
  return session;
}

/** A slice of its state. */
export function useDryRun<T>(select: (state: DryRunState) => T): T {
  return useStore(useDryRunSession().store, select);
}
