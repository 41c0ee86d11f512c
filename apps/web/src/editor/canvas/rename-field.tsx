// Renames a task in place, over its card. Enter or blur keeps, Escape leaves as it was.

import { useEffect, useRef, type KeyboardEvent } from "react";
import type { Reference } from "@ironweave/schema";
import { useCanvas } from "./canvas-context.ts";
import styles from "./rename-field.module.css";

/** The task and its present name. */
export interface RenameFieldProps {
  readonly task: Reference;
  readonly name: string;
}

/** An input over the card's name. */
export function RenameField({ task, name }: RenameFieldProps) {
  const { session, editing, pendingFocus } = useCanvas();
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => input.current?.select(), []);
  const finish = (keep: boolean) => {
    if (done.current) return;
    done.current = true;
    const next = input.current?.value.trim() ?? "";
    session.setState({ renaming: undefined });
    pendingFocus.current = task;
    if (keep && next !== "" && next !== name) editing?.rename(task, next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter") finish(true);
    if (event.key === "Escape") finish(false);
  };
  return (
    <input
      ref={input}
      className={`${styles.input} nopan`}
      defaultValue={name}
      autoFocus
      spellCheck={false}
      aria-label={`New name of ${name}`}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
    />
  );
}
