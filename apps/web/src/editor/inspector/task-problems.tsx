"use client";
// What the validator says of the selected task, with its quick fixes.

import { isWithin } from "@ironweave/schema";
import { useMemo } from "react";
import { useStore } from "zustand";
import { Button } from "../../ui/button.tsx";
import type { EditorStore } from "../store/editor-state.ts";
import styles from "./inspector.module.css";

/** Nothing where the task has no problem. */
export function TaskProblems({ store, reference }: { readonly store: EditorStore; readonly reference: string }) {
  const diagnostics = useStore(store, (state) => state.analysis.diagnostics);
  const own = useMemo(
    () => diagnostics.filter((diagnostic) => isWithin(diagnostic.reference, reference)),
    [diagnostics, reference],
  );
  if (own.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label="Problems of this step">
      {own.map((diagnostic) => (
        <li key={`${diagnostic.code}:${diagnostic.range.start}`} data-severity={diagnostic.severity}>
          <p>{diagnostic.message}</p>
          {diagnostic.fixes?.map((fix) => (
            <Button key={fix.title} size="sm" onClick={() => store.applyTextEdits(fix.edits, fix.title)}>
              {fix.title}
            </Button>
          ))}
        </li>
      ))}
    </ul>
  );
}
