"use client";
// The fields of an object: required ones and those in use first, the others folded; what the schema does not know, as YAML.

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { Json } from "@ironweave/jq";
import { isObject } from "../kernels/json-schema.ts";
import { useForm } from "./form-context.ts";
import type { FormField } from "./form-shape.ts";
import { pointerTo } from "./pointer-to.ts";
import styles from "./inspector.module.css";

import { useHeldWhileTyping } from "./use-held-while-typing.ts";
import { YamlField } from "./yaml-field.tsx";

/** `hidden` keys are drawn elsewhere (a task's lists are on the canvas). */
export interface ObjectFieldsProps {
  readonly at: string;
  readonly value: Json | undefined;
  readonly fields: readonly FormField[];
  readonly depth: number;
  readonly hidden?: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

export function ObjectFields({ at, value, fields, depth, hidden = NOTHING }: ObjectFieldsProps) {
  const { Field } = useForm();
  const [open, setOpen] = useState(false);
  const own = isObject(value) ? value : {};
  const shown = fields.filter((field) => !hidden.has(field.key));
  const [present, holding] = useHeldWhileTyping<ReadonlySet<string>>(new Set(Object.keys(own)));
  const used = (field: FormField): boolean => field.required || present.has(field.key);
  const rest = shown.filter((field) => !used(field));
  const unknown = Object.keys(own).filter((key) => !fields.some((field) => field.key === key));
  const draw = (field: FormField) => (
    <Field
      key={field.key}
      at={pointerTo(at, field.key)}
      schema={field.schema}
      value={own[field.key]}
      label={field.title}
      help={field.description}
      required={field.required}
      depth={depth}
    />
  );
  return (
    <div className={styles.contents} {...holding}>
      {shown.filter(used).map(draw)}
      {unknown.map((key) => (
        <YamlField
          key={key}
          at={pointerTo(at, key)}
          schema={{}}
          value={own[key]}
          label={key}
          help="Not a field of the language; kept as it is."
          depth={depth}
        />
      ))}
      {rest.length > 0 && (
        <div className={styles.more}>
          <button type="button" className={styles.disclose} aria-expanded={open} onClick={() => setOpen(!open)}>
            <ChevronRight size={13} aria-hidden="true" />
            {open ? "Fewer fields" : rest.map((field) => field.title).join(", ")}
          </button>
          {open && rest.map(draw)}
        </div>
      )}
    </div>
  );
}
