"use client";
// A jq expression: mistakes as you type, and below it its answer on the data of its step.

import { useDeferredValue, useMemo, useState } from "react";
import { Field, TextArea } from "../../ui/text-field.tsx";
import type { FieldControl } from "./field-control.ts";
import styles from "./inspector.module.css";
import { answerWords, Stages } from "./expression-stages.tsx";
import { isEmptyAnswer } from "./explain-expression.ts";
import { tryExpression } from "./try-expression.ts";
import { useDraft } from "./use-draft.ts";
import { useForm } from "./form-context.ts";

/** `value` is the text as it stands in the document, wrapped or bare. Clearing it removes the field. */
export function ExpressionField({ at, label, help, required, value }: FieldControl) {
  const { set, unset } = useForm();
  const known = typeof value === "string" ? value : "";
  const draft = useDraft(
    at,
    known,
    (text, visit) =>
      text.trim() === "" && required !== true
        ? unset(at, `Clear ${label}`, visit)
        : set(at, text, `Change ${label}`, visit),
    { multiline: true },
  );
  return (
    <Field label={label} required={required ?? false} help={help} error={draft.refusal}>
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
          <Answer at={at} text={draft.text} />
        </>
      )}
    </Field>
  );
}

/** The answer of an expression on the data of its step, or its mistake; on demand, stage by stage. Nothing for an empty text. */
export function Answer({ at, text }: { readonly at: string; readonly text: string }) {
  const { trialData } = useForm();
  const [open, setOpen] = useState(false);
  const asked = useDeferredValue(text);
  const data = useMemo(() => trialData(at), [trialData, at]);
  const trial = useMemo(
    () => (asked.trim() === "" ? undefined : tryExpression(asked, data.input, data.variables)),
    [asked, data],
  );
  if (trial === undefined) return null;
  if (!trial.ok && trial.kind === "syntax") {
    return (
      <p className={styles.mistake} role="status">
        {trial.message}
      </p>
    );
  }
  const isEmpty = isEmptyAnswer(trial);
  return (
    <>
      <p className={trial.ok ? styles.answer : styles.warning} role="status">
        {trial.ok && (
          <>
            <span className="visually-hidden">On the sample: </span>
            <span aria-hidden="true">= </span>
          </>
        )}
        {trial.ok ? answerWords(trial.outputs) : trial.message}
        {data.isGuess === true && <span className={styles.guess}> (this step was not reached by the dry run)</span>}
      </p>
      <button type="button" className={styles.why} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Hide the stages" : isEmpty ? (trial.ok ? "Why is it null?" : "Why does it fail?") : "Stage by stage"}
      </button>
      {open && <Stages text={asked} data={data} />}
    </>
  );
}
