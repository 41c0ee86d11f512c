"use client";
// One entry of a map or of a list, with what can be done to it beside its name: rename it in place, remove it.

import { Pencil, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { IconButton } from "../../ui/icon-button.tsx";
import { NameInput } from "../../ui/name-input.tsx";
import { useForm } from "./form-context.ts";
import styles from "./inspector.module.css";

/** `at` is the entry's reference; only with `name` it can be renamed. `word` names it to people. */
export interface EntryRowProps {
  readonly at: string;
  readonly word: string;
  readonly name?: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** The entry's control with its tools in the upper corner. */
export function EntryRow({ at, word, name, onRemove, children }: EntryRowProps) {
  const { rename } = useForm();
  const [renaming, setRenaming] = useState(false);
  return (
    <div className={styles.row}>
      {children}
      {renaming && name !== undefined && (
        <NameInput
          name={name}
          className={styles.rowName ?? ""}
          onDone={(next) => {
            setRenaming(false);
            if (next !== undefined) rename(at, next, `Rename ${name}`);
          }}
        />
      )}
      <span className={styles.rowTools}>
        {name !== undefined && (
          <IconButton label={`Rename ${word}`} size="sm" onClick={() => setRenaming(true)}>
            <Pencil size={12} />
          </IconButton>
        )}
        <IconButton label={`Remove ${word}`} size="sm" onClick={onRemove}>
          <Trash2 size={13} />
        </IconButton>
      </span>
    </div>
  );
}
