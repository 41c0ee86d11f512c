// Renames a task in place, over its card.

import type { Reference } from "@ironweave/schema";
import { NameInput } from "../../ui/name-input.tsx";
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
  const onDone = (next?: string) => {
    session.setState({ renaming: undefined });
    pendingFocus.current = task;
    if (next !== undefined) editing?.rename(task, next);
  };
  return <NameInput name={name} className={`${styles.input} nopan`} onDone={onDone} />;
}
