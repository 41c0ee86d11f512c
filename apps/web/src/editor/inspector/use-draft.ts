"use client";
// Text that is being typed into a control, and the document's value behind it: `createFieldDraft` for React.

import { useEffect, useState } from "react";
import type { KeyboardEvent } from "react";
import type { Refusal } from "../store/editor-state.ts";
import { createFieldDraft, type FieldDraft, type FieldWiring } from "./field-draft.ts";
import { useForm } from "./form-context.ts";

export interface Draft {
  readonly text: string;
  /** Why the document did not take the text, once it was offered. */
  readonly refusal: Refusal;
  readonly onChange: (text: string) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** What the control brings along. */
export interface DraftOptions {
  /** Enter is a new line, and Mod+Enter is done. @default false */
  readonly multiline?: boolean;
  /** Whether a text may become a change while it is typed. @default any text but an empty one */
  readonly live?: FieldWiring["live"];
}

const NOT_EMPTY = (text: string): boolean => text.trim() !== "";

/** The field `key` (its place in the document), showing `value`; `commit` is called where the text differs from it. */
export function useDraft(
  key: string,
  value: string,
  commit: FieldWiring["commit"],
  { multiline = false, live = NOT_EMPTY }: DraftOptions = {},
): Draft {
  const { drafts, task, store } = useForm();
  const [shown, setShown] = useState<{ readonly text: string; readonly refusal: Refusal }>();
  const [draft, setDraft] = useState<FieldDraft>();
  const wiring: FieldWiring = {
    value,
    commit,
    live,
    newestEntry: () => store.getState().undoId,
    undo: (entry) => store.undo(entry),
  };
  useEffect(() => {
    const made = createFieldDraft(
      {
        key,
        task,
        drafts,
        later: (run, ms) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        show: (text, refusal) => setShown({ text, refusal }),
      },
      wiring,
    );
    setDraft(made);
    setShown({ text: made.text(), refusal: made.refusal() });
    return () => made.close();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the wiring is renewed below; a new one must not close the draft
  }, [key, task, drafts]);
  useEffect(() => draft?.renew(wiring));
  return {
    text: shown?.text ?? value,
    refusal: shown?.refusal,
    onChange: (text) => draft?.change(text),
    onFocus: () => draft?.focus(),
    onBlur: () => draft?.blur(),
    onKeyDown: (event) => {
      const done = event.key === "Enter" && (!multiline || event.ctrlKey || event.metaKey);
      if (done) {
        event.preventDefault();
        draft?.enter();
      } else if (event.key === "Escape") {
        if (draft?.escape() === true) event.stopPropagation();
      }
    },
  };
}
