"use client";
// What the text says of a step in its comments. Shown as it stands there; it is changed in the text.

import { MessageSquareText } from "lucide-react";
import { useMemo } from "react";
import type { Reference, Source } from "@ironweave/schema";
import { noteOf } from "../kernels/task-notes.ts";
import styles from "./inspector.module.css";

/** Nothing for a step without a comment. */
export function TaskNote({ source, reference }: { readonly source: Source; readonly reference: Reference }) {
  const note = useMemo(() => noteOf(source, reference), [source, reference]);
  if (note === undefined) return null;
  return (
    <p className={styles.note}>
      <MessageSquareText size={13} aria-hidden="true" />
      <span>{note}</span>
    </p>
  );
}
