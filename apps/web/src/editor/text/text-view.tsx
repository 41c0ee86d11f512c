"use client";
// The document as text: Monaco on the editor store. Loaded on its own, so that the canvas never waits for it.

import { useEffect, useRef } from "react";
import type { EditorStore } from "../store/editor-state.ts";
import { bindEditor } from "./bind-editor.ts";
import { monaco } from "./monaco.ts";
import type { ExpressionsNow } from "./providers.ts";
import { LANGUAGE_ID } from "./workflow-language.ts";
import styles from "./text-view.module.css";

/** `readOnly` for looking at a version. Must not be given another store; use a key. */
export interface TextViewProps {
  readonly store: EditorStore;
  readonly dark: boolean;
  readonly readOnly?: boolean;
  /** The reader asked for the text at a place (a problem in the list): set to a new object to go there. */
  readonly reveal?: { readonly offset: number } | undefined;
  /** What expressions in the text may be written with. */
  readonly expressions?: ReturnType<ExpressionsNow>;
}

/** Fills its parent. */
export function TextView({ store, dark, readOnly = false, reveal, expressions }: TextViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const known = useRef(expressions);
  useEffect(() => {
    known.current = expressions;
  }, [expressions]);
  const view = useRef<ReturnType<typeof monaco.editor.create>>(undefined);
  useEffect(() => {
    if (host.current === null) return undefined;
    const model = monaco.editor.createModel(store.getState().text, LANGUAGE_ID);
    const editor = monaco.editor.create(host.current, {
      model,
      readOnly,
      automaticLayout: true,
      ariaLabel: "Workflow text (YAML). Press Ctrl+M to let Tab move the focus.",
      minimap: { enabled: false },
      fontSize: 13,
      lineHeight: 20,
      fontFamily: getComputedStyle(host.current).getPropertyValue("--font-mono"),
      scrollBeyondLastLine: false,
      tabSize: 2,
      insertSpaces: true,
      detectIndentation: true,
      renderLineHighlight: "line",
      guides: { indentation: true },
      overviewRulerBorder: false,
      quickSuggestions: { other: true, comments: false, strings: true },
      wordBasedSuggestions: "off",
      padding: { top: 12, bottom: 12 },
      fixedOverflowWidgets: true,
    });
    view.current = editor;
    const unbind = bindEditor(editor, store, () => known.current);
    return () => {
      unbind();
      view.current = undefined;
      editor.dispose();
      model.dispose();
    };
  }, [store, readOnly]);
  useEffect(() => {
    monaco.editor.setTheme(dark ? "ironweave-dark" : "ironweave-light");
  }, [dark]);
  useEffect(() => {
    const editor = view.current;
    const model = editor?.getModel();
    if (reveal === undefined || editor === undefined || model === null || model === undefined) return;
    const position = model.getPositionAt(reveal.offset);
    editor.setPosition(position);
    editor.revealPositionInCenter(position);
    editor.focus();
  }, [reveal]);
  return <div ref={host} className={styles.host} />;
}
