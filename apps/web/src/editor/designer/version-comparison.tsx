// Two texts of a workflow beside each other: which steps differ (sign, word and colour), both drawings, and both texts.
// The drawings move together; a step chosen in the list, or on one drawing, is shown on both.

import { compileGraph, diffDocuments, parseSource, type Reference, type TaskDifference } from "@ironweave/schema";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Badge } from "../../ui/badge.tsx";
import { LoadingRows } from "../../ui/state-panel.tsx";
import { useDarkScheme } from "../../ui/use-dark-scheme.ts";
import { createFactStore, type TaskFacts } from "../canvas/fact-store.ts";
import { createSharedView } from "../canvas/shared-view.ts";
import { WorkflowCanvas } from "../canvas/workflow-canvas.tsx";
import { EMPTY_GRAPH } from "../store/analyze.ts";
import styles from "./version-comparison.module.css";

const DiffView = lazy(async () => ({ default: (await import("../text/diff-view.tsx")).DiffView }));

const WORDS = { added: "+ added", removed: "− removed", changed: "~ changed", renamed: "~ renamed", same: "" } as const;
const TONES = { added: "ok", removed: "danger", changed: "warn", renamed: "accent", same: "idle" } as const;

/** A text and what it is called. */
export interface ComparedText {
  readonly title: string;
  readonly text: string;
}

/** `before` stands at the left. */
export function VersionComparison({ before, after }: { readonly before: ComparedText; readonly after: ComparedText }) {
  const dark = useDarkScheme();
  const [old, fresh] = useMemo(
    () => [parseSource(before.text).value, parseSource(after.text).value],
    [before.text, after.text],
  );
  const { tasks, parts } = useMemo(() => diffDocuments(old, fresh), [old, fresh]);
  const [chosen, setChosen] = useState<TaskDifference>();
  const [view] = useState(createSharedView);
  const differing = tasks.filter(({ change }) => change !== "same");
  const choose = (side: "before" | "after") => (references: readonly Reference[]) =>
    setChosen(tasks.find((task) => task[side] === references.at(-1)));
  return (
    <div className={styles.comparison}>
      <ul aria-label="What differs" className={styles.differences}>
        {differing.length + parts.length === 0 && <li>No step differs.</li>}
        {parts.map((part) => (
          <li key={part}>
            <Badge tone="warn">~ changed</Badge> {part === "" ? "the document" : part}
          </li>
        ))}
        {differing.map((task) => (
          <li key={`${task.before} ${task.after}`}>
            <button
              type="button"
              className={styles.difference}
              aria-pressed={chosen === task}
              onClick={() => setChosen(task)}
            >
              <Badge tone={TONES[task.change]}>{WORDS[task.change]}</Badge> {task.name} {fieldsOf(task)}
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.drawings}>
        {(["before", "after"] as const).map((side) => (
          <Drawing
            key={side}
            title={side === "before" ? before.title : after.title}
            value={side === "before" ? old : fresh}
            tasks={tasks}
            side={side}
            view={view}
            selected={chosen?.[side]}
            onSelect={choose(side)}
          />
        ))}
      </div>
      <div className={styles.texts}>
        <Suspense fallback={<LoadingRows rows={3} label="Loading the texts" />}>
          <DiffView
            before={{ title: `Text of ${before.title}`, text: before.text }}
            after={{ title: `Text of ${after.title}`, text: after.text }}
            dark={dark}
          />
        </Suspense>
      </div>
    </div>
  );
}

function fieldsOf({ fields, renamedFrom }: TaskDifference): string {
  const was = renamedFrom === undefined ? [] : [`renamed from ${renamedFrom}`];
  const words = [...was, ...fields.filter((field) => field !== "")];
  return words.length > 0 ? `(${words.join(", ")})` : "";
}

/** The new card says what the step was called. */
function renamedFact({ renamedFrom, name }: TaskDifference, side: "before" | "after"): TaskFacts {
  if (renamedFrom === undefined) return {};
  return { otherName: side === "after" ? `was ${renamedFrom}` : `now ${name}` };
}

interface DrawingProps {
  readonly title: string;
  readonly value: Parameters<typeof compileGraph>[0];
  readonly tasks: readonly TaskDifference[];
  readonly side: "before" | "after";
  readonly view: ReturnType<typeof createSharedView>;
  readonly selected: Reference | undefined;
  readonly onSelect: (tasks: readonly Reference[]) => void;
}

function Drawing({ title, value, tasks, side, view, selected, onSelect }: DrawingProps) {
  const graph = useMemo(() => (value === undefined ? EMPTY_GRAPH : compileGraph(value)), [value]);
  const [facts] = useState(createFactStore);
  const selection = useMemo(() => (selected === undefined ? [] : [selected]), [selected]);
  useEffect(() => {
    const entries = tasks.flatMap((task): (readonly [Reference, TaskFacts])[] => {
      const reference = task[side];
      return reference === undefined || task.change === "same"
        ? []
        : [[reference, { change: task.change, ...renamedFact(task, side) }]];
    });
    facts.replace(new Map(entries));
  }, [facts, tasks, side]);
  return (
    <section aria-label={title} className={styles.drawing}>
      <h3>{title}</h3>
      {value === undefined && <p className={styles.broken}>This text does not parse, so there is no drawing of it.</p>}
      <div className={styles.canvas}>
        <WorkflowCanvas
          graph={graph}
          label={`Drawing of ${title}`}
          facts={facts}
          view={view}
          minimap={false}
          selection={selection}
          onSelect={onSelect}
        />
      </div>
    </section>
  );
}
