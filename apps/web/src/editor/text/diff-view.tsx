"use client";
// Two texts side by side: Monaco's diff editor, for reading only. Loaded on its own, as text-view.tsx is.

import { useEffect, useRef } from "react";
import type { editor } from "monaco-editor/editor";
import { monaco } from "./monaco.ts";
import styles from "./text-view.module.css";
import { LANGUAGE_ID } from "./workflow-language.ts";

interface NamedText {
  readonly title: string;
  readonly text: string;
}

/** `before` at the left. */
export interface DiffViewProps {
  readonly before: NamedText;
  readonly after: NamedText;
  readonly dark: boolean;
}

/** Fills its parent. In a narrow place Monaco shows both in one column. */
export function DiffView({ before, after, dark }: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    const original = monaco.editor.createModel(before.text, LANGUAGE_ID);
    const modified = monaco.editor.createModel(after.text, LANGUAGE_ID);
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
      hideUnchangedRegions: { enabled: true },
    });
    keepNamed(editor.getOriginalEditor(), before.title);
    keepNamed(editor.getModifiedEditor(), after.title);
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
  }, [before.text, before.title, after.text, after.title]);
  useEffect(() => {
    monaco.editor.setTheme(dark ? "ironweave-dark" : "ironweave-light");
  }, [dark]);
  return <div ref={host} className={styles.host} />;
}

/** Monaco forgets the names it was given whenever it goes over to one column, or back. */
function keepNamed(side: editor.ICodeEditor, ariaLabel: string): void {
  const name = () => {
    if (side.getRawOptions().ariaLabel !== ariaLabel) side.updateOptions({ ariaLabel });
  };
  name();
  side.onDidChangeConfiguration(name);
}
