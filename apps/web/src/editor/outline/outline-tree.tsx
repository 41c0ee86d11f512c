// The tree itself (ARIA tree, one row in the tab order): arrows walk and fold, Enter opens the form, F2 renames in place; the
// editor's own commands do the rest. Only rows near the view are in the page, and the one in the tab order always is.

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useStore } from "zustand";
import { useDesigner, useEditor } from "../designer/designer-context.ts";
import { focusForm } from "../designer/focus-form.ts";
import { useNarrow } from "../designer/use-narrow.ts";
import type { OutlineRow } from "../kernels/outline-rows.ts";
import { activeRow } from "./active-row.ts";
import styles from "./outline-pane.module.css";
import { OutlineItem } from "./outline-item.tsx";
import { RowTools } from "./row-tools.tsx";

const ROW_PX = 30;
const TOUCH_ROW_PX = 44;

/** `rows` is not empty. */
export function OutlineTree({ rows, label }: { readonly rows: readonly OutlineRow[]; readonly label: string }) {
  const { store, ui, session } = useDesigner();
  const selection = useEditor((state) => state.selection);
  const narrow = useNarrow();
  const renamingOnCard = useStore(session, (state) => state.renaming);
  const [renaming, setRenaming] = useState<string>();
  const [walked, setWalked] = useState<{ readonly id: string; readonly selection: readonly string[] }>();
  const frame = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  const active = activeRow(rows, selection, walked?.selection === selection ? walked.id : undefined);
  const at = rows.findIndex(({ id }) => id === active);
  const items = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => (narrow ? TOUCH_ROW_PX : ROW_PX),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), at])].filter((each) => each >= 0).toSorted((a, b) => a - b),
  });
  useEffect(() => items.measure(), [items, narrow]);
  useEffect(() => items.scrollToIndex(at, { align: "auto" }), [items, at]);

  // The focus stays in the tree: it goes with the active row, and comes back where an edit has taken its row away.
  useLayoutEffect(() => {
    const focused = document.activeElement;
    const wrong = focused instanceof HTMLElement && focused.role === "treeitem" && focused.dataset["row"] !== active;
    const lost = hadFocus.current && focused === document.body;
    if ((wrong && frame.current?.contains(focused) === true) || lost)
      frame.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(active)}"]`)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    const onPress = (event: Event) => {
      if (event.target instanceof Node && frame.current?.contains(event.target) === false && !isOverlay(event.target))
        hadFocus.current = false;
    };
    window.addEventListener("pointerdown", onPress, { capture: true });
    return () => window.removeEventListener("pointerdown", onPress, { capture: true });
  }, []);

  const goTo = (row: OutlineRow | undefined, extend = false, walks = false) => {
    if (row === undefined) return;
    if (row.place === undefined || walks) setWalked({ id: row.id, selection });
    else if (extend) store.select([...selection.filter((task) => task !== row.id), row.id], "form");
    else store.select([row.id], "form");
  };
  /** Takes a row into the selection, or leaves it; the rest of the selection stays, and so does the focus. */
  const take = (row: OutlineRow) => {
    if (row.place === undefined) return store.toggleFold(row.id);
    const others = selection.filter((task) => task !== row.id);
    const next = others.length < selection.length ? others : [...selection, row.id];
    store.select(next, "form");
    setWalked({ id: row.id, selection: next });
  };
  const open = () => {
    hadFocus.current = false;
    ui.setState({ inspector: true, view: "form" });
    focusForm();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    const walks = event.ctrlKey || event.metaKey;
    if (row === undefined || event.altKey || (walks && !event.key.startsWith("Arrow"))) return;
    if (event.key === "ArrowDown") goTo(rows[at + 1], event.shiftKey, walks);
    else if (event.key === "ArrowUp") goTo(rows[at - 1], event.shiftKey, walks);
    else if (event.key === "Home") goTo(rows[0]);
    else if (event.key === "End") goTo(rows.at(-1));
    else if (event.key === "ArrowRight") {
      if (row.expanded === false) store.toggleFold(row.id);
      else if (row.expanded === true) goTo(rows[at + 1]);
    } else if (event.key === "ArrowLeft") {
      if (row.expanded === true) store.toggleFold(row.id);
      else goTo(rows.find(({ id }) => id === row.parent));
    } else if (event.key === " ") take(row);
    else if (event.key === "Enter") open();
    else if (event.key === "F2" && row.place !== undefined) setRenaming(row.id);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) openMenu(row, event.currentTarget);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const openMenu = (row: OutlineRow, element: Element) => {
    const { left, bottom } = (
      element.querySelector(`[data-row="${CSS.escape(row.id)}"]`) ?? element
    ).getBoundingClientRect();
    ui.setState({ menu: { task: row.id, x: left + 40, y: bottom } });
  };
  const chosen = rows[at];
  const chosenItem = items.getVirtualItems().find(({ index }) => index === at);
  return (
    <div
      ref={frame}
      className={styles.frame}
      data-outline=""
      onFocus={() => (hadFocus.current = true)}
      onBlur={({ relatedTarget }) => {
        if (
          relatedTarget instanceof Node &&
          frame.current?.contains(relatedTarget) === false &&
          !isOverlay(relatedTarget)
        )
          hadFocus.current = false;
      }}
    >
      <div
        role="tree"
        aria-label={label}
        aria-multiselectable="true"
        style={{ height: items.getTotalSize(), position: "relative" }}
        onKeyDown={onKeyDown}
      >
        {items.getVirtualItems().map(({ key, index, start, size }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <OutlineItem
                key={key}
                row={row}
                active={row.id === active}
                selected={selection.includes(row.id)}
                renaming={row.id === renaming || (narrow && row.id === renamingOnCard)}
                top={start}
                height={size}
                onChoose={(extend) => goTo(row, extend)}
                onOpen={open}
                onRenamed={() => {
                  setRenaming(undefined);
                  session.setState({ renaming: undefined });
                }}
              />
            )
          );
        })}
      </div>
      {chosen?.place !== undefined &&
        chosenItem !== undefined &&
        selection.includes(active) &&
        renaming === undefined && (
          <RowTools id={active} label={chosen.label} top={chosenItem.start} height={chosenItem.size} />
        )}
    </div>
  );
}

/** Menus and dialogs are opened from the tree and give the focus back. */
function isOverlay(node: Node): boolean {
  return node instanceof Element && node.closest("[role=dialog], [role=menu]") !== null;
}
