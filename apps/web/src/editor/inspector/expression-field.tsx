"use client";
// A jq expression: offers and mistakes as you type, and below it its answer on the data of its step.

import { useDeferredValue, useMemo, useState } from "react";
import type { TextRange } from "@ironweave/schema";
import { Field } from "../../ui/text-field.tsx";
import { ExpressionInput } from "./expression-input.tsx";
import type { FieldControl } from "./field-control.ts";
import type { TrialData } from "./form-context.ts";
import styles from "./inspector.module.css";
import { answerWords, Stages } from "./expression-stages.tsx";
import { isEmptyAnswer } from "./explain-expression.ts";
import { tryExpression, type Trial } from "./try-expression.ts";
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
  const tried = useTried(at, draft.text);
  return (
    <Field label={label} required={required ?? false} help={help} error={draft.refusal}>
      {(wiring) => (
        <>
          <ExpressionInput
            wiring={wiring}
            at={at}
            draft={draft}
            isBare
            rows={{ least: 1, most: 8 }}
            mistake={mistakeIn(tried, draft.text)}
          />
          <Answer tried={tried} />
        </>
      )}
    </Field>
  );
}

/** A text and what came of it. */
export interface Tried {
  readonly text: string;
  readonly data: TrialData;
  readonly trial: Trial;
}

/** An expression on the data of its step, a moment after it was typed; undefined for an empty text. */
export function useTried(at: string, text: string): Tried | undefined {
  const { expressions } = useForm();
  const asked = useDeferredValue(text);
  const data = useMemo(() => expressions.trialData(at), [expressions, at]);
  return useMemo(
    () =>
      asked.trim() === "" ? undefined : { text: asked, data, trial: tryExpression(asked, data.input, data.variables) },
    [asked, data],
  );
}

/** Where the mistake stands, while the text is still the one that was tried. */
export function mistakeIn(tried: Tried | undefined, text: string): TextRange | undefined {
  return tried?.text !== text || tried.trial.ok ? undefined : tried.trial.range;
}

/** The answer of an expression on the data of its step, or its mistake; on demand, stage by stage. Nothing for an empty text. */
export function Answer({ tried }: { readonly tried: Tried | undefined }) {
  const [open, setOpen] = useState(false);
  if (tried === undefined) return null;
  const { trial, data, text } = tried;
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
            <span className="visually-hidden">Gives </span>
            <span aria-hidden="true">= </span>
          </>
        )}
        {trial.ok ? answerWords(trial.outputs) : trial.message}
        <span className={styles.guess}>
          {data.isGuess === true ? " (no run has come by this step yet)" : ` on the ${data.origin}`}
        </span>
      </p>
      <button type="button" className={styles.why} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Hide the stages" : isEmpty ? (trial.ok ? "Why is it null?" : "Why does it fail?") : "Stage by stage"}
      </button>
      {open && <Stages text={text} data={data} />}
    </>
  );
}
