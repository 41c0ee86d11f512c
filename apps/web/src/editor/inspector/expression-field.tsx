"use client";
// A jq expression: mistakes as you type, and its answer on the sample data below.

import { useDeferredValue, useMemo } from "react";
import { Field, TextArea } from "../../ui/text-field.tsx";
import type { FieldControl } from "./field-control.ts";
import styles from "./inspector.module.css";
import { tryExpression } from "./try-expression.ts";
import { useDraft } from "./use-draft.ts";
import { useForm } from "./form-context.ts";

/** `value` is the text as it stands in the document, wrapped or bare. Clearing it removes the field. */
export function ExpressionField({ at, label, help, required, value }: FieldControl) {
  const { set, unset } = useForm();
  const known = typeof value === "string" ? value : "";
  const draft = useDraft(
    known,
    (text) => {
      if (text.trim() === "" && required !== true) unset(at, `Clear ${label}`);
      else set(at, text, `Change ${label}`);
    },
    true,
  );
  return (
    <Field label={label} required={required ?? false} help={help}>
      {(wiring) => (
        <>
          <TextArea
            {...wiring}
            mono
            className={styles.expression ?? ""}
            rows={Math.min(8, draft.text.split("\n").length)}
            value={draft.text}
            onChange={(event) => draft.onChange(event.target.value)}
            onFocus={draft.onFocus}
            onBlur={draft.onBlur}
            onKeyDown={draft.onKeyDown}
          />
          <Answer text={draft.text} />
        </>
      )}
    </Field>
  );
}

/** The answer of an expression on the sample, or its mistake. Nothing for an empty text. */
export function Answer({ text }: { readonly text: string }) {
  const { sample } = useForm();
  const asked = useDeferredValue(text);
  const trial = useMemo(() => (asked.trim() === "" ? undefined : tryExpression(asked, sample)), [asked, sample]);
  if (trial === undefined) return null;
  if (!trial.ok) {
    return (
      <p className={trial.kind === "syntax" ? styles.mistake : styles.warning} role="status">
        {trial.message}
      </p>
    );
  }
  const shown = trial.outputs.map((output) => JSON.stringify(output)).join(", ");
  return (
    <p className={styles.answer} role="status">
      <span className="visually-hidden">On the sample: </span>
      <span aria-hidden="true">= </span>
      {shown === "" ? "no output" : shown.length > 300 ? `${shown.slice(0, 300)}…` : shown}
    </p>
  );
}
