// The steps that can be added: click adds after the selection, drag drops onto the drawing. Collapses to icons when narrow.

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
  return (
    <nav aria-label="Steps to add" className={styles.palette}>
      {GROUPS.map((group) => (
        <section key={group} className={styles.group} aria-label={group}>
          <h2>{group}</h2>
          <ul>
            {INSERT_ITEMS.filter((item) => item.group === group).map((item) => (
              <li key={item.id}>
                <PaletteButton item={item} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function PaletteButton({ item }: { readonly item: InsertItem }) {
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
      onClick={add}
      onPointerDown={onPointerDown}
    >
      <KindIcon kind={item.kind} action={item.action} size={24} />
      <span>{item.title}</span>
    </button>
  );
}
