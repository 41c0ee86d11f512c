"use client";
// Two texts side by side: Monaco's diff editor, for reading only. Loaded on its own, as text-view.tsx is.

import { useEffect, useRef } from "react";
import { monaco } from "./monaco.ts";
import styles from "./text-view.module.css";
import { LANGUAGE_ID } from "./workflow-language.ts";

/** `before` at the left. */
export interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  readonly dark: boolean;
}

/** Fills its parent. In a narrow place Monaco shows both in one column. */
export function DiffView({ before, after, dark }: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    const original = monaco.editor.createModel(before, LANGUAGE_ID);
    const modified = monaco.editor.createModel(after, LANGUAGE_ID);
    const place = document.createElement("div");
    place.className = styles.host ?? "";
    host.current.append(place);
    const editor = monaco.editor.createDiffEditor(place, {
      readOnly: true,
      automaticLayout: true,
      minimap: { enabled: false },
      fontSize: 13,
      fontFamily: getComputedStyle(host.current).getPropertyValue("--font-mono"),
      scrollBeyondLastLine: false,
      originalAriaLabel: "Text of the version",
      modifiedAriaLabel: "Text of the draft",
      hideUnchangedRegions: { enabled: true },
    });
    // Monaco throws where texts go while it compares them, so they go after that.
    const compared = new Promise<void>((resolve) => void editor.onDidUpdateDiff(() => resolve()));
    editor.setModel({ original, modified });
    return () => {
      place.remove();
      void compared.then(() => {
        editor.dispose();
        original.dispose();
        modified.dispose();
      });
    };
  }, [before, after]);
  useEffect(() => {
    monaco.editor.setTheme(dark ? "ironweave-dark" : "ironweave-light");
  }, [dark]);
  return <div ref={host} className={styles.host} />;
}
