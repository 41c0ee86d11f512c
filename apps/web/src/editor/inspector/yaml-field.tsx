"use client";
// Any value, edited as YAML: what a form does not know stays reachable. One that is an expression shows its answer.

import { Field } from "../../ui/text-field.tsx";
import { Answer, mistakeIn, useTried } from "./expression-field.tsx";
import { ExpressionInput } from "./expression-input.tsx";
import type { FieldControl } from "./field-control.ts";
import { useForm } from "./form-context.ts";
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
  const tried = useTried(at, expression ?? "");
  // A plain scalar stands in the box as it is; in quotes its places are others.
  const isPlain = expression !== undefined && draft.text.startsWith(expression);
  return (
    <Field label={label} required={required ?? false} help={help} error={parsed.ok ? draft.refusal : parsed.message}>
      {(wiring) => (
        <>
          <ExpressionInput
            wiring={wiring}
            at={at}
            draft={draft}
            isBare={false}
            rows={{ least: 1, most: 14 }}
            mistake={isPlain ? mistakeIn(tried, expression) : undefined}
          />
          {expression !== undefined && <Answer tried={tried} />}
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
