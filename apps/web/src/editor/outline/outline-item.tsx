// One row of the outline: a task with its kind, name, what it does and its problems; or the name of a scope.

import { ChevronDown, ChevronRight, CircleAlert, TriangleAlert } from "lucide-react";
import { memo, useSyncExternalStore } from "react";
import { classNames } from "../../ui/class-names.ts";
import { KindIcon } from "../../ui/kind-icon.tsx";
import { NameInput } from "../../ui/name-input.tsx";
import { canvasGestures } from "../designer/canvas-gestures.ts";
import { useDesigner } from "../designer/designer-context.ts";
import { accessibleName, spokenName } from "../kernels/accessible-name.ts";
import type { OutlineRow } from "../kernels/outline-rows.ts";
import styles from "./outline-pane.module.css";

/** Placed by the tree. */
export interface OutlineItemProps {
  readonly row: OutlineRow;
  /** In the tab order. */
  readonly active: boolean;
  readonly selected: boolean;
  readonly renaming: boolean;
  readonly top: number;
  readonly height: number;
  readonly onChoose: (extend: boolean) => void;
  readonly onOpen: () => void;
  readonly onRenamed: () => void;
}

/** A tree item; renders again when its task's facts change. */
export const OutlineItem = memo(function OutlineItem(props: OutlineItemProps) {
  const { row, active, selected, renaming, top, height, onChoose, onOpen, onRenamed } = props;
  const { id, level, label, place, expanded, position, siblings } = row;
  const designer = useDesigner();
  const facts = useSyncExternalStore(
    (listener) => designer.facts.subscribe(id, listener),
    () => designer.facts.get(id),
    () => designer.facts.get(id),
  );
  const { problems = 0, severity, broken = false } = facts;
  return (
    <div
      role="presentation"
      className={classNames(styles.row, selected && styles.selected)}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div
        role="treeitem"
        data-row={id}
        data-kind={place?.node.kind}
        className={classNames(styles.item, place === undefined && styles.scope, broken && styles.broken)}
        style={{ paddingLeft: 6 + Math.min(level - 1, 12) * 14 }}
        tabIndex={active ? 0 : -1}
        aria-level={level}
        aria-posinset={position}
        aria-setsize={siblings}
        aria-expanded={expanded}
        aria-selected={place === undefined ? undefined : selected}
        aria-description={facts.comment === undefined ? undefined : `Note: ${facts.comment}`}
        title={facts.comment}
        onClick={(event) => onChoose(event.shiftKey || event.ctrlKey || event.metaKey)}
        onDoubleClick={onOpen}
        onContextMenu={(event) => {
          if (place === undefined) return;
          event.preventDefault();
          if (!selected) onChoose(false);
          designer.ui.setState({ menu: { task: id, x: event.clientX, y: event.clientY } });
        }}
      >
        <span
          className={styles.fold}
          aria-hidden="true"
          onClick={(event) => {
            if (expanded === undefined) return;
            event.stopPropagation();
            designer.store.toggleFold(id);
          }}
        >
          {expanded === undefined ? null : expanded ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        </span>
        {place !== undefined && <KindIcon kind={place.node.kind} action={place.node.action} size={22} />}
        {renaming ? (
          <NameInput
            name={label}
            className={styles.rename ?? ""}
            onDone={(name) => {
              onRenamed();
              if (name !== undefined) canvasGestures(designer).rename(id, name);
            }}
          />
        ) : (
          <span className={styles.name}>{label}</span>
        )}
        {!renaming && place !== undefined && (
          <>
            {/* What the drawing says of it too; the name is already read. */}
            <span className="visually-hidden">
              {accessibleName(place, facts).slice(spokenName(place.node.name).length)}.{" "}
            </span>
            <span className={styles.summary}>{place.node.summary}</span>
          </>
        )}
        {problems > 0 && (
          <span className={severity === "error" ? styles.error : styles.warning} aria-hidden="true">
            {severity === "error" ? <CircleAlert size={14} /> : <TriangleAlert size={14} />}
          </span>
        )}
      </div>
    </div>
  );
});
