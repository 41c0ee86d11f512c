"use client";
// Controls for single values: text, number, yes or no, one of a list, the name of a task.

import { useId } from "react";
import { Field, Input, Select, TextArea } from "../../ui/text-field.tsx";
import { Answer, mistakeIn, useTried } from "./expression-field.tsx";
import { ExpressionInput } from "./expression-input.tsx";
import type { FieldControl } from "./field-control.ts";
import { useForm } from "./form-context.ts";
import styles from "./inspector.module.css";
import { useDraft } from "./use-draft.ts";

/** Rows of a text that may have several lines. */
const LONG = { most: 14, least: 3 };

/** One line of text, or several where the text has or is meant to have them; `${ … }` makes it an expression, whose answer is shown. */
export function TextField({
  at,
  label,
  help,
  required,
  value,
  schema,
  mayBeExpression,
}: FieldControl & { readonly mayBeExpression: boolean }) {
  const { set, unset } = useForm();
  const known = value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
  const isLong = typeof schema["contentMediaType"] === "string" || known.includes("\n");
  const draft = useDraft(
    at,
    known,
    (text, visit) =>
      text === "" && required !== true ? unset(at, `Clear ${label}`, visit) : set(at, text, `Change ${label}`, visit),
    { multiline: isLong },
  );
  const examples = Array.isArray(schema["examples"]) ? schema["examples"].filter((one) => typeof one === "string") : [];
  const list = useId();
  const isExpression = mayBeExpression && draft.text.trimStart().startsWith("${");
  const tried = useTried(at, isExpression ? draft.text : "");
  const shared = { placeholder: examples[0] ?? "", list: examples.length > 1 ? list : undefined };
  return (
    <Field label={label} required={required ?? false} help={help} error={draft.refusal}>
      {(wiring) => (
        <>
          {mayBeExpression ? (
            <ExpressionInput
              {...shared}
              wiring={wiring}
              at={at}
              draft={draft}
              isBare={false}
              {...(isLong ? { rows: LONG } : {})}
              mistake={mistakeIn(tried, draft.text)}
            />
          ) : isLong ? (
            <TextArea
              {...wiring}
              mono
              rows={Math.min(LONG.most, Math.max(LONG.least, draft.text.split("\n").length))}
              value={draft.text}
              onChange={(event) => draft.onChange(event.target.value)}
              onFocus={draft.onFocus}
              onBlur={draft.onBlur}
              onKeyDown={draft.onKeyDown}
            />
          ) : (
            <Input
              {...wiring}
              {...shared}
              mono
              value={draft.text}
              onChange={(event) => draft.onChange(event.target.value)}
              onFocus={draft.onFocus}
              onBlur={draft.onBlur}
              onKeyDown={draft.onKeyDown}
            />
          )}
          {examples.length > 1 && (
            <datalist id={list}>
              {examples.map((example) => (
                <option key={example} value={example} />
              ))}
            </datalist>
          )}
          {isExpression && <Answer tried={tried} />}
        </>
      )}
    </Field>
  );
}

/** A whole or decimal number. Text that is not a number is not taken. */
export function NumberField({ at, label, help, required, value }: FieldControl) {
  const { set, unset } = useForm();
  const draft = useDraft(
    at,
    typeof value === "number" ? String(value) : "",
    (text, visit) => {
      if (text.trim() === "") return unset(at, `Clear ${label}`, visit);
      if (!Number.isFinite(Number(text)))
        return `“${text.trim()}” is not a number, so the workflow still has the old value.`;
      return set(at, Number(text), `Change ${label}`, visit);
    },
    { live: (text) => text.trim() !== "" && Number.isFinite(Number(text)) },
  );
  return (
    <Field label={label} required={required ?? false} help={help} error={draft.refusal}>
      {(wiring) => (
        <Input
          {...wiring}
          inputMode="decimal"
          value={draft.text}
          onChange={(event) => draft.onChange(event.target.value)}
          onFocus={draft.onFocus}
          onBlur={draft.onBlur}
          onKeyDown={draft.onKeyDown}
        />
      )}
    </Field>
  );
}

/** A check box; unchecking a field that is off by default removes it. */
export function SwitchField({ at, label, help, value, schema }: FieldControl) {
  const { set, unset } = useForm();
  const standard = schema["default"] === true;
  const checked = typeof value === "boolean" ? value : standard;
  return (
    <label className={styles.check} title={help}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => {
          if (event.target.checked === standard) unset(at, `Reset ${label}`);
          else set(at, event.target.checked, `Change ${label}`);
        }}
      />
      {label}
    </label>
  );
}

/** One of the listed values; the empty choice removes an optional field. */
export function SelectField({
  at,
  label,
  help,
  required,
  value,
  schema,
  values,
}: FieldControl & { readonly values: readonly string[] }) {
  const { set, unset } = useForm();
  const standard = typeof schema["default"] === "string" ? schema["default"] : "";
  const known = typeof value === "string" ? value : "";
  return (
    <Field label={label} required={required ?? false} help={help}>
      {(wiring) => (
        <Select
          {...wiring}
          value={known}
          onChange={(event) => {
            if (event.target.value === "") unset(at, `Clear ${label}`);
            else set(at, event.target.value, `Change ${label}`);
          }}
        >
          {(required !== true || known === "") && (
            <option value="">{standard === "" ? "Not set" : `${standard} (default)`}</option>
          )}
          {known !== "" && !values.includes(known) && <option value={known}>{known}</option>}
          {values.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** Where to go next: a sibling task or a directive. */
export function TaskNameField(control: FieldControl) {
  const { taskNames } = useForm();
  return <SelectField {...control} values={[...taskNames, "continue", "exit", "end"]} />;
}
