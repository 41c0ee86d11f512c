// A task on the canvas: icon by kind, name, one line of summary, problems, run status. A task with scopes is the frame
// around them. The face is one real button (roving focus) over the picture,
// so that its name alone is read; other controls stand beside it, never inside.

import type { NodeProps } from "@xyflow/react";
import { ChevronDown, ChevronRight, MessageSquareText } from "lucide-react";
import { memo, useContext, useEffect, useRef } from "react";
import { classNames } from "../../ui/class-names.ts";
import { KIND_WORDS, KindIcon } from "../../ui/kind-icon.tsx";
import { StatusIcon } from "../../ui/status.tsx";
import { accessibleName } from "../kernels/accessible-name.ts";
import { SIZES } from "../kernels/layout-sizes.ts";
import { useCanvas, useCanvasFocus, useCanvasSession, useTaskFacts } from "./canvas-context.ts";
import { FarContext } from "./canvas-layout-context.ts";
import { CardPeople } from "../presence/card-people.tsx";
import { CardBadges, CardTimes } from "./card-badges.tsx";
import { CardCases } from "./card-cases.tsx";
import { ConnectHandle } from "./connect-handle.tsx";
import { ContainerBody } from "./container-body.tsx";
import { EdgeAnchors } from "./edge-anchors.tsx";
import type { TaskFacts } from "./fact-store.ts";
import type { TaskNode } from "./flow-elements.ts";
import { RenameField } from "./rename-field.tsx";
import styles from "./task-card.module.css";
import { useCardDrag } from "./use-card-drag.ts";

/** React Flow's node component of type `task`. */
export const TaskCard = memo(function TaskCard({ data }: NodeProps<TaskNode>) {
  const { box, place } = data;
  const { node } = place;
  const { editing, onPick, onOpen, onToggleFold, pendingFocus } = useCanvas();
  const facts = useTaskFacts(node.id);
  const selected = useCanvasFocus((focus) => focus.selection.has(node.id));
  const roving = useCanvasFocus((focus) => focus.roving === node.id);
  const held = useCanvasSession(({ gesture }) => gesture?.type === "move" && gesture.tasks.includes(node.id));
  const targeted = useCanvasSession(({ target }) => target === node.id);
  const renaming = useCanvasSession((session) => session.renaming === node.id);
  const face = useRef<HTMLButtonElement>(null);
  const drag = useCardDrag(node.id, node.name);
  useEffect(() => {
    if (pendingFocus.current !== node.id) return;
    pendingFocus.current = undefined;
    face.current?.focus({ preventScroll: true });
  });
  const far = useContext(FarContext);
  // Until when it waits says more than how long it was to wait, and there is no room for both.
  const waits = facts.status === "running" ? facts.note : undefined;
  const folds = node.scopes.length > 0 && !far;
  return (
    <div
      data-kind={node.kind}
      data-status={facts.status}
      data-change={facts.change}
      className={classNames(
        styles.card,
        box.container && styles.container,
        selected && styles.selected,
        facts.broken && styles.broken,
        facts.severity === "error" && styles.faulty,
        held && styles.held,
        far && styles.far,
        targeted && styles.targeted,
      )}
    >
      <div className={styles.head} style={{ height: box.container ? box.headHeight : "100%" }}>
        <div className={styles.look} style={{ height: SIZES.cardHeight }} aria-hidden="true">
          {far ? (
            <>
              <span className={styles.name}>{node.name}</span>
              {/* Told by its shape too, where colours are all that is left of the rest. */}
              {facts.status !== undefined && <StatusIcon status={facts.status} size={40} />}
            </>
          ) : (
            <>
              <KindIcon kind={node.kind} action={node.action} size={32} />
              <span className={styles.words}>
                <span className={styles.name}>{node.name}</span>
                <span className={styles.summary}>
                  <span className={styles.kind}>{kindText(node.kind, node.action)}</span>
                  {node.summary !== "" && waits === undefined && <span className={styles.detail}>{node.summary}</span>}
                  <CardTimes facts={facts} />
                </span>
              </span>
              <CardBadges facts={facts} conditional={node.conditional} />
            </>
          )}
        </div>
        <button
          ref={face}
          type="button"
          className={classNames(styles.face, editing !== undefined && "nopan")}
          style={{ height: SIZES.cardHeight }}
          data-task={node.id}
          tabIndex={roving ? 0 : -1}
          aria-label={accessibleName(place, facts)}
          aria-description={description(node.summary, facts)}
          aria-current={selected || undefined}
          aria-expanded={folds ? !box.folded : undefined}
          onClick={(event) => onPick(node.id, event.shiftKey || event.ctrlKey || event.metaKey)}
          onDoubleClick={() => onOpen(node.id)}
          onContextMenu={(event) => {
            if (editing === undefined) return;
            event.preventDefault();
            if (!selected) onPick(node.id, false);
            editing.openMenu(node.id, event.clientX, event.clientY);
          }}
          {...drag}
        />
        {facts.comment !== undefined && !far && !renaming && (
          <span className={styles.comment} aria-hidden="true">
            <MessageSquareText size={11} />
            <span>{facts.comment}</span>
          </span>
        )}
        {facts.people !== undefined && <CardPeople people={facts.people} />}
        {renaming && <RenameField task={node.id} name={node.name} />}
        {folds && (
          <button
            type="button"
            tabIndex={-1}
            className={classNames(styles.fold, "nopan")}
            aria-label={`${box.folded ? "Unfold" : "Fold"} ${node.name}`}
            onClick={() => onToggleFold(node.id)}
          >
            {box.folded ? <ChevronRight size={15} /> : <ChevronDown size={15} />}
          </button>
        )}
        {!far && box.cases.length > 0 && <CardCases box={box} place={place} />}
        {!far && editing !== undefined && box.cases.length === 0 && <ConnectHandle place={place} row={undefined} />}
      </div>
      {box.container && !far && <ContainerBody box={box} scopes={data.scopes} links={data.links} />}
      <EdgeAnchors />
    </div>
  );
});

function description(summary: string, { comment, status, note = "" }: TaskFacts): string | undefined {
  const waits = status === "running" ? note : "";
  const parts = [summary, waits, comment === undefined ? "" : `Note: ${comment}`].filter((part) => part !== "");
  return parts.length === 0 ? undefined : parts.join(". ");
}

function kindText(kind: TaskNode["data"]["place"]["node"]["kind"], action: string | undefined): string {
  return action === undefined ? KIND_WORDS[kind] : `${KIND_WORDS[kind]} ${action}`;
}
