"use client";
// The workflow's drawing with the run on it: read-only, each task with its status. Draws the version's text as it was.
// The drawing follows what happens, live and in the past, until the reader moves it. Status goes through a fact store, so that a change renders one card and never the drawing.

import { compileGraph, parseSource } from "@ironweave/schema";
import type { TaskSnapshot } from "@ironweave/schema/run";
import { useContext, useEffect, useMemo, useState } from "react";
import { createFactStore } from "../editor/canvas/fact-store.ts";
import { WorkflowCanvas } from "../editor/canvas/workflow-canvas.tsx";
import { indexGraph } from "../editor/kernels/graph-index.ts";
import { followEdges } from "./model/edge-facts.ts";
import { runFacts } from "./model/run-facts.ts";
import { untilBrief } from "./model/until-words.ts";
import { stepFacts } from "./model/waiting-for.ts";
import type { RunState } from "./store/run-store.ts";
import { RunStoreContext, useRun } from "./store/use-run.ts";

const CLOCK_MS = 1_000;

/** `text` is the definition the run was started with. */
export function RunCanvas({ text }: { readonly text: string }) {
  const document = useMemo(() => parseSource(text).value, [text]);
  const graph = useMemo(() => compileGraph(document), [document]);
  const [facts] = useState(createFactStore);
  const store = useContext(RunStoreContext);
  const selected = useRun((run) => run.selected);
  const select = useRun((run) => run.select);
  useEffect(() => {
    if (store === undefined) return undefined;
    const edges = followEdges(indexGraph(graph));
    const steps = stepFacts(document);
    store.getState().setSteps(steps);
    let clock: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      clearTimeout(clock);
      const { snapshot, events, cursor } = store.getState();
      const now = cursor === undefined ? Date.now() : undefined;
      let counts = false;
      const noteOf = (task: TaskSnapshot) => {
        const until = steps.waitingOf(task)?.until;
        if (until === undefined) return undefined;
        counts = true;
        return untilBrief(until, now);
      };
      facts.replace(new Map([...runFacts(snapshot, noteOf), ...edges(events, cursor ?? events.length)]));
      // What is left of a wait is told anew each second, while there is one.
      if (counts && now !== undefined) clock = setTimeout(show, CLOCK_MS);
    };
    show();
    const unsubscribe = store.subscribe((run, before) => {
      if (run.snapshot !== before.snapshot) show();
    });
    return () => {
      unsubscribe();
      clearTimeout(clock);
    };
  }, [store, facts, graph, document]);
  const follow = useRun(taskOfMoment);
  const selection = useMemo(() => (selected === "" ? [] : [selected]), [selected]);
  return (
    <WorkflowCanvas
      graph={graph}
      label="The workflow with the state of this run"
      selection={selection}
      facts={facts}
      follow={follow}
      onSelect={(tasks) => select(tasks.at(-1) ?? "")}
    />
  );
}

/** The task of the latest event that has one; nothing once the run is over. */
function taskOfMoment({ events, cursor, latest, executions }: RunState): string | undefined {
  if (cursor === undefined) return latest.endedAt !== undefined ? undefined : executions.all.at(-1)?.task;
  const event = events[cursor - 1];
  return event !== undefined && "task" in event ? event.task : undefined;
}
