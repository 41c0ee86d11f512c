// A dialog with a search field and a list that the arrow keys walk: the command palette and "find a step" are two of it.

import { Dialog as Radix } from "radix-ui";
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { RememberFocus, useFocusReturn } from "../../ui/use-focus-return.ts";
import { searchItems } from "./search-items.ts";
import styles from "./search-dialog.module.css";

/** `textOf` is what is searched; `row` what is shown. */
export interface SearchDialogProps<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly textOf: (item: T) => string;
  readonly row: (item: T) => ReactNode;
  readonly onChoose: (item: T) => void;
  readonly onClose: () => void;
}

/** A modal search over items. */
export function SearchDialog<T>({
  title,
  placeholder,
  items,
  keyOf,
  textOf,
  row,
  onChoose,
  onClose,
}: SearchDialogProps<T>) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const { remember, giveBack } = useFocusReturn();
  const found = searchItems(items, query, textOf).slice(0, 100);
  const active = found[Math.min(at, found.length - 1)];
  const choose = (item: T) => {
    onClose();
    onChoose(item);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, at - 1));
    else if (event.key === "Enter" && active !== undefined) choose(active);
    else return;
    event.preventDefault();
  };
  return (
    <Radix.Root open onOpenChange={(open) => open || onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content
          className={styles.dialog}
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          onCloseAutoFocus={giveBack}
        >
          <RememberFocus remember={remember} />
          <Radix.Title className="visually-hidden">{title}</Radix.Title>
          <input
            className={styles.search}
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={active === undefined ? undefined : `${listId}-${keyOf(active)}`}
            aria-label={title}
            placeholder={placeholder}
            spellCheck={false}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }}
          />
          <ul id={listId} role="listbox" aria-label={title} className={styles.list}>
            {found.map((item, index) => (
              <li
                key={keyOf(item)}
                id={`${listId}-${keyOf(item)}`}
                role="option"
                aria-selected={item === active}
                className={styles.item}
                onPointerMove={() => setAt(index)}
                onClick={() => choose(item)}
                ref={(element) => {
                  if (item === active) element?.scrollIntoView({ block: "nearest" });
                }}
              >
                {row(item)}
              </li>
            ))}
            {found.length === 0 && <li className={styles.none}>Nothing matches “{query}”.</li>}
          </ul>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
