// The same canvas as the page of a run, with the dry run on it, and the data on each edge.

import { applyRunEvents, emptyRunSnapshot } from "@ironweave/schema/run";
import type { RunEvent } from "@ironweave/schema/run";
import { useEffect, useMemo, useState } from "react";
import { runFacts } from "../../runs/model/run-facts.ts";
import { createFactStore, type TaskFacts } from "../canvas/fact-store.ts";
import { WorkflowCanvas } from "../canvas/workflow-canvas.tsx";
import { useDesigner } from "../designer/designer-context.ts";
import type { GraphIndex } from "../kernels/graph-index.ts";
import { changeWords } from "./data-words.ts";
import { useDryRun, useDryRunSession } from "./dry-run-context.ts";
import { edgeTraffic } from "./edge-traffic.ts";
import { useEventsSoFar } from "./use-events-so-far.ts";

/** Read-only; a press on a card or an edge shows its data. */
export function DryRunCanvas({ onShowData }: { readonly onShowData: () => void }) {
  const { title } = useDesigner();
  const { store, index } = useDryRunSession();
  const selected = useDryRun((state) => state.selected);
  const pins = useDryRun((state) => state.texts.pins);
  const events = useEventsSoFar();
  const [facts] = useState(createFactStore);
  useEffect(() => facts.replace(factsOf(events, index, pins)), [facts, events, index, pins]);
  const selection = useMemo(() => (selected === undefined ? [] : [selected]), [selected]);
  return (
    <WorkflowCanvas
      graph={index}
      label={`Dry run of ${title}`}
      selection={selection}
      facts={facts}
      onSelect={(tasks) => store.select(tasks.at(-1))}
      onOpen={onShowData}
      onEdge={(edge) => {
        store.selectEdge(edge.id);
        onShowData();
      }}
    />
  );
}

function factsOf(
  events: readonly RunEvent[],
  index: GraphIndex,
  pins: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, TaskFacts> {
  const tasks = runFacts(applyRunEvents(emptyRunSnapshot, events));
  const edges = [...edgeTraffic(events, index)].map(
    ([id, { before, value, times }]) => [id, { note: changeWords(before, value), executions: times }] as const,
  );
  const pinned = Object.keys(pins).map((task) => [task, { ...tasks.get(task), pinned: true }] as const);
  return new Map<string, TaskFacts>([...tasks, ...edges, ...pinned]);
}
