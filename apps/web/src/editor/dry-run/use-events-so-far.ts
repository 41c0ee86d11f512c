// The events up to where the reader stands.

import { useMemo } from "react";
import type { RunEvent } from "@ironweave/schema/run";
import { useDryRun } from "./dry-run-context.ts";

const NONE: readonly RunEvent[] = [];

/** The same array while neither the result nor the place changes. */
export function useEventsSoFar(): readonly RunEvent[] {
  const events = useDryRun((state) => state.result?.events) ?? NONE;
  const cursor = useDryRun((state) => state.cursor);
  return useMemo(() => (cursor === undefined ? events : events.slice(0, cursor)), [events, cursor]);
}
