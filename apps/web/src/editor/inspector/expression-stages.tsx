"use client";
// Where a value of an expression comes from: each stage with what it gives, and the first that gives nothing marked.

import type { Json } from "@ironweave/jq";
import { useMemo } from "react";
import { classNames } from "../../ui/class-names.ts";
import { explainExpression, isEmptyAnswer } from "./explain-expression.ts";
import type { TrialData } from "./form-context.ts";
import styles from "./inspector.module.css";

const LONGEST = 300;

/** The outputs in one line. */
export function answerWords(outputs: readonly Json[]): string {
  const shown = outputs.map((output) => JSON.stringify(output)).join(", ");
  if (shown === "") return "no output";
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}

/** A list of stages, in the order of the text. */
export function Stages({ text, data }: { readonly text: string; readonly data: TrialData }) {
  const stages = useMemo(() => explainExpression(text, data.input, data.variables), [text, data]);
  const culprit = stages.findIndex(({ trial }) => isEmptyAnswer(trial));
  return (
    <ol className={styles.stages} aria-label="Stages of the expression">
      <li>
        <code>.</code>
        <span className={styles.value}>{answerWords([data.input])}</span>
      </li>
      {stages.map((stage, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- stages have no identity but their place
        <li key={at} className={classNames(at === culprit && styles.culprit)}>
          <code>{stage.text}</code>
          <span className={styles.value}>
            {stage.trial.ok ? answerWords(stage.trial.outputs) : stage.trial.message}
          </span>
          {stage.reason !== undefined && <span className={styles.reason}>{stage.reason}</span>}
        </li>
      ))}
    </ol>
  );
}
