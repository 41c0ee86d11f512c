// The name of a row while it is typed. Enter or leaving keeps it, Escape does not.

import { useEffect, useRef, type KeyboardEvent } from "react";
import styles from "./outline-pane.module.css";

/** Calls back once: with the new name, or nothing where it stays. */
export function OutlineRename({ name, onDone }: { readonly name: string; readonly onDone: (name?: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const finish = (keep: boolean) => {
    if (done.current) return;
    done.current = true;
    const next = input.current?.value.trim() ?? "";
    if (keep && next !== "" && next !== name) onDone(next);
    else onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter") finish(true);
    if (event.key === "Escape") finish(false);
  };
  return (
    <input
      ref={input}
      className={styles.rename}
      defaultValue={name}
      spellCheck={false}
      aria-label={`New name of ${name}`}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
