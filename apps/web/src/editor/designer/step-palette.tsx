// The steps that can be added: click adds after the selection, drag drops onto the drawing. Collapses to icons when narrow.
// One stop of the Tab key: arrow keys, Home and End move within it.

import { useState, type KeyboardEvent } from "react";
import { usePaletteDrag } from "./use-palette-drag.ts";
import { KindIcon } from "../../ui/kind-icon.tsx";
import { INSERT_ITEMS, type InsertItem } from "../commands/insert-items.ts";
import { insertionPlace } from "../commands/insertion-place.ts";
import { performOrTell } from "../commands/selected-tasks.ts";
import { useDesigner } from "./designer-context.ts";
import styles from "./step-palette.module.css";

const GROUPS = ["Act", "Data", "Flow", "Errors", "Events"] as const;

/** A column of steps by group. */
export function StepPalette() {
  const [stop, setStop] = useState(INSERT_ITEMS[0]?.id);
  return (
    <nav aria-label="Steps to add" className={styles.palette}>
      {GROUPS.map((group) => (
        <section key={group} className={styles.group} aria-label={group}>
          <h2>{group}</h2>
          <ul>
            {INSERT_ITEMS.filter((item) => item.group === group).map((item) => (
              <li key={item.id}>
                <PaletteButton item={item} isStop={item.id === stop} onStop={setStop} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

interface PaletteButtonProps {
  readonly item: InsertItem;
  /** Whether Tab comes here. */
  readonly isStop: boolean;
  readonly onStop: (id: string) => void;
}

function PaletteButton({ item, isStop, onStop }: PaletteButtonProps) {
  const designer = useDesigner();
  const onPointerDown = usePaletteDrag(item);
  const add = () =>
    performOrTell(
      designer,
      [{ type: "insert-tasks", ...insertionPlace(designer), tasks: [item.task] }],
      `Insert ${item.title}`,
    );
  return (
    <button
      type="button"
      className={styles.item}
      title={`${item.title}: ${item.description.replace(/\.$/u, "")}. Click, or drag onto the drawing.`}
      aria-label={`Add ${item.title}`}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onStop(item.id)}
      onKeyDown={walk}
      onClick={add}
      onPointerDown={onPointerDown}
    >
      <KindIcon kind={item.kind} action={item.action} size={24} />
      <span>{item.title}</span>
    </button>
  );
}

/** Moves the focus among the steps, in the order in which they stand. */
function walk(event: KeyboardEvent<HTMLButtonElement>): void {
  const steps = [...(event.currentTarget.closest("nav")?.querySelectorAll("button") ?? [])];
  const at = steps.indexOf(event.currentTarget);
  const next = {
    ArrowDown: steps[at + 1],
    ArrowUp: steps[at - 1],
    Home: steps[0],
    End: steps.at(-1),
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
