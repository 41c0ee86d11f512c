// What expressions of the form are tried on, kept up while a form is open.

import { useCallback, useEffect } from "react";
import { useStore } from "zustand";
import type { Reference } from "@ironweave/schema";
import { relativeTime } from "../../ui/relative-time.tsx";
import { useDesigner, useEditor } from "../designer/designer-context.ts";
import { pastKnowledge, type StepKnowledge } from "./step-knowledge.ts";
import { trialSamples, variableSentences, type TrialSample, type TrialSources } from "./trial-data.ts";
import type { DesignerSession } from "../designer/designer-context.ts";

/** Data and variables for expressions by their place. */
export interface Trials {
  readonly samples: (at: Reference) => readonly TrialSample[];
  readonly variables: (at: Reference) => Readonly<Record<string, string>>;
}

/** Renewed when a run has told more. */
export function useTrials(): Trials {
  const designer = useDesigner();
  const { knowledge } = designer;
  const known = useStore(knowledge);
  const drawing = useEditor((state) => state.drawing);
  const [selected] = useEditor((state) => state.selection);
  useEffect(() => knowledge.want(), [knowledge]);
  useEffect(() => {
    if (selected !== undefined) knowledge.look(selected);
  }, [knowledge, selected, known.past]);
  const samples = useCallback(
    (at: Reference) => trialSamples(sourcesOf(designer, known), at),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the drawing is read from the store: with a new one, so are the data
    [designer, known, drawing],
  );
  const variables = useCallback((at: Reference) => variableSentences(drawing.source.value ?? null, at), [drawing]);
  return { samples, variables };
}

/** The sources as they are at this moment. */
export function sourcesOf(
  { store, pins }: Pick<DesignerSession, "store" | "pins">,
  known: StepKnowledge,
): TrialSources {
  const { index, source } = store.getState().drawing;
  const document = source.value ?? null;
  const { dryRun, past } = known;
  return {
    document,
    index,
    dryRun,
    pinned: Object.keys(pins.of(index)).length,
    past: pastKnowledge(known, document, index),
    pastName: past === undefined ? "" : `run of ${relativeTime(Date.parse(past.endedAt), Date.now())}`,
  };
}
