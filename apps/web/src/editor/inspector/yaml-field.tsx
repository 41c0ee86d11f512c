"use client";
// Any value, edited as YAML: what a form does not know stays reachable. One that is an expression shows its answer.

import { Field, TextArea } from "../../ui/text-field.tsx";
import { Answer } from "./expression-field.tsx";
import type { FieldControl } from "./field-control.ts";
import { useForm } from "./form-context.ts";
import styles from "./inspector.module.css";
import { isWrapped } from "./try-expression.ts";
import { useDraft } from "./use-draft.ts";
import { fromYamlText, toYamlText } from "./yaml-text.ts";

/** A text box that changes the document only where its YAML reads. */
export function YamlField({ at, label, help, required, value }: FieldControl) {
  const { set, unset } = useForm();
  const draft = useDraft(
    at,
    toYamlText(value),
    (text, visit) => {
      const parsed = fromYamlText(text);
      if (!parsed.ok) return parsed.message;
      return parsed.value === undefined
        ? unset(at, `Clear ${label}`, visit)
        : set(at, parsed.value, `Change ${label}`, visit);
    },
    { multiline: true, live: isLive },
  );
  const parsed = fromYamlText(draft.text);
  const expression =
    parsed.ok && typeof parsed.value === "string" && isWrapped(parsed.value) ? parsed.value : undefined;
  return (
    <Field label={label} required={required ?? false} help={help} error={parsed.ok ? draft.refusal : parsed.message}>
      {(wiring) => (
        <>
          <TextArea
            {...wiring}
            mono
            rows={Math.min(14, draft.text.split("\n").length)}
            className={styles.yaml}
            value={draft.text}
            onChange={(event) => draft.onChange(event.target.value)}
            onFocus={draft.onFocus}
            onBlur={draft.onBlur}
            onKeyDown={draft.onKeyDown}
          />
          {expression !== undefined && <Answer at={at} text={expression} />}
        </>
      )}
    </Field>
  );
}

/** YAML that does not read is kept as typed; a field that is cleared goes away, so only once the reader has left it. */
function isLive(text: string): boolean {
  const parsed = fromYamlText(text);
  return parsed.ok && parsed.value !== undefined;
}
