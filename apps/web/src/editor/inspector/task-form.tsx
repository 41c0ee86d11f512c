"use client";
// The form of one task: its own fields first, then when it runs and what its data becomes.

import type { Json, JsonObject } from "@ironweave/jq";
import { useId } from "react";
import { Field, Select } from "../../ui/text-field.tsx";
import { followRef, isObject, wordOf } from "../kernels/json-schema.ts";
import { useForm } from "./form-context.ts";
import { chosenOption, shapeOf, startValue } from "./form-shape.ts";
import type { FormField } from "./form-shape.ts";
import { ObjectFields } from "./object-fields.tsx";
import styles from "./inspector.module.css";
import { useHeldWhileTyping } from "./use-held-while-typing.ts";

/** Fields that every task has; they stand below the task's own. */
const COMMON: ReadonlySet<string> = new Set(["if", "input", "output", "export", "timeout", "then", "metadata"]);

/** `value` is the task as it stands in the document. */
export function TaskForm({ reference, value }: { readonly reference: string; readonly value: Json }) {
  const { root, set } = useForm();
  const title = useId();
  const shape = shapeOf(root, root);
  const options = shape.kind === "choice" ? shape.options : [root];
  const [chosen, holding] = useHeldWhileTyping(chosenOption(root, options, value));
  const own = shapeOf(root, options[chosen] ?? root);
  const fields: readonly FormField[] = own.kind === "object" ? own.fields : [];
  return (
    <>
      {options.length > 1 && (
        <Field label="Form">
          {(wiring) => (
            <Select
              {...wiring}
              value={chosen}
              onChange={(event) => {
                const option = options[Number(event.target.value)];
                if (option !== undefined) set(reference, otherForm(root, option, value), "Change the form of the task");
              }}
            >
              {options.map((option, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- alternatives have no identity but their place
                <option key={index} value={index}>
                  {wordOf(followRef(root, option), "title")}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <div className={styles.contents} {...holding}>
        <ObjectFields
          at={reference}
          value={without(value, COMMON)}
          fields={fields.filter((field) => !COMMON.has(field.key))}
          depth={0}
        />
      </div>
      <section className={styles.section} aria-labelledby={title}>
        <h3 id={title}>Flow and data</h3>
        <ObjectFields
          at={reference}
          value={only(value, COMMON)}
          fields={fields.filter((field) => COMMON.has(field.key))}
          depth={0}
        />
      </section>
    </>
  );
}

/** The task in another form of its kind: the common fields stay, the others begin anew. */
function otherForm(root: JsonObject, option: JsonObject, value: Json): Json {
  const fresh = startValue(root, option);
  return isObject(fresh) ? { ...fresh, ...only(value, COMMON) } : fresh;
}

function only(value: Json, keys: ReadonlySet<string>): JsonObject {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => keys.has(key))) : {};
}

function without(value: Json, keys: ReadonlySet<string>): JsonObject {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key))) : {};
}
