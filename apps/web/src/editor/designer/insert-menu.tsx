// The menu of the insert button: type to search, arrows to choose, Enter inserts. Also opened by "/".

import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { KindIcon } from "../../ui/kind-icon.tsx";
import { functionItems, INSERT_ITEMS, type InsertItem } from "../commands/insert-items.ts";
import { slotName } from "../canvas/slot-button.tsx";
import type { DesignerUiState } from "../store/designer-ui.ts";
import { canvasGestures } from "./canvas-gestures.ts";
import { useDesigner, useDesignerUi } from "./designer-context.ts";
import styles from "./insert-menu.module.css";
import { searchItems } from "./search-items.ts";

/** Nothing unless the insert menu is open. */
export function InsertMenu() {
  const open = useDesignerUi((state) => state.insert);
  return open === undefined ? null : <OpenMenu key={`${open.slot.list}#${open.slot.index}`} {...open} />;
}

function OpenMenu({ slot, x, y }: NonNullable<DesignerUiState["insert"]>) {
  const designer = useDesigner();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const returnTo = useRef<Element | null>(null);
  const items = useMemo(() => [...functionItems(designer.store.getState().drawing.index), ...INSERT_ITEMS], [designer]);
  const found = searchItems(items, query, ({ title, description, kind }) => `${title} ${kind} ${description}`);
  const active = found[Math.min(at, found.length - 1)];
  const close = () => {
    designer.ui.setState({ insert: undefined });
    if (returnTo.current instanceof HTMLElement) returnTo.current.focus();
  };
  const choose = (item: InsertItem) => {
    designer.ui.setState({ insert: undefined });
    canvasGestures(designer).insertNew(item.id, slot);
  };
  useEffect(() => {
    returnTo.current = document.activeElement;
    panel.current?.querySelector("input")?.focus();
    const onPress = (event: Event) => {
      if (event.target instanceof Node && panel.current?.contains(event.target) === false)
        designer.ui.setState({ insert: undefined });
    };
    window.addEventListener("pointerdown", onPress, { capture: true });
    return () => window.removeEventListener("pointerdown", onPress, { capture: true });
  }, [designer]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, at - 1));
    else if (event.key === "Enter" && active !== undefined) choose(active);
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const left = Math.max(8, Math.min(x, window.innerWidth - 336));
  const top = Math.max(8, Math.min(y, window.innerHeight - 396));
  return (
    <div
      ref={panel}
      className={styles.menu}
      role="dialog"
      aria-label={slotName(slot)}
      style={{ left, top }}
      onKeyDown={onKeyDown}
    >
      <input
        className={styles.search}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={active === undefined ? undefined : `${listId}-${active.id}`}
        aria-label="Search steps"
        placeholder={`${slotName(slot)}…`}
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
      />
      <ul id={listId} role="listbox" aria-label="Steps" className={styles.list}>
        {found.map((item) => (
          <li
            key={item.id}
            id={`${listId}-${item.id}`}
            role="option"
            aria-selected={item === active}
            className={styles.item}
            onPointerMove={() => setAt(found.indexOf(item))}
            onClick={() => choose(item)}
            ref={(element) => {
              if (item === active) element?.scrollIntoView({ block: "nearest" });
            }}
          >
            <KindIcon kind={item.kind} action={item.action} size={26} />
            <span className={styles.words}>
              <span>{item.title}</span>
              <span className={styles.description}>{item.description}</span>
            </span>
          </li>
        ))}
        {found.length === 0 && <li className={styles.none}>No step matches “{query}”.</li>}
      </ul>
    </div>
  );
}
