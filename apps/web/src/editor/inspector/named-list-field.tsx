"use client";
// A list of named values, each an object with one key: the cases of a switch, extensions. The name is the entry's title.

import { Plus } from "lucide-react";
import type { Json, JsonObject } from "@ironweave/jq";
import { Button } from "../../ui/button.tsx";
import { followRef, isObject, wordOf } from "../kernels/json-schema.ts";
import { EntryRow } from "./entry-row.tsx";
import type { FieldControl } from "./field-control.ts";
import { useForm } from "./form-context.ts";
import { startValue } from "./form-shape.ts";
import { pointerTo } from "./pointer-to.ts";
import styles from "./inspector.module.css";

/** `values` is the schema of what stands under a name. A member without a single name is edited as YAML. */
export function NamedListField({
  at,
  label,
  help,
  value,
  values,
  depth,
}: FieldControl & { readonly values: JsonObject }) {
  const { root, set, unset, Field } = useForm();
  const members = Array.isArray(value) ? value : [];
  const word = wordOf(followRef(root, values), "title") || "Entry";
  const add = () => {
    const entry = { [freeName(word.toLowerCase(), members.flatMap(namesOf))]: startValue(root, values) };
    set(
      members.length === 0 ? at : pointerTo(at, String(members.length)),
      members.length === 0 ? [entry] : entry,
      `Add ${word.toLowerCase()}`,
    );
  };
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {help !== undefined && help !== "" && <p className={styles.help}>{help}</p>}
      {members.map((member, index) => {
        const item = pointerTo(at, String(index));
        const [name, ...others] = namesOf(member);
        const only = others.length === 0 ? name : undefined;
        const inner = only === undefined ? item : pointerTo(item, only);
        const words = only ?? `${word} ${index + 1}`;
        return (
          <EntryRow
            // oxlint-disable-next-line react/no-array-index-key -- the members of a list are told apart by their place only
            key={index}
            at={inner}
            word={words}
            {...(only === undefined ? {} : { name: only })}
            onRemove={() => unset(members.length === 1 ? at : item, `Remove ${words}`)}
          >
            <Field
              at={inner}
              schema={only === undefined ? {} : values}
              value={only === undefined || !isObject(member) ? member : member[only]}
              label={words}
              depth={depth + 1}
            />
          </EntryRow>
        );
      })}
      <Button size="sm" icon={<Plus size={13} />} onClick={add}>
        Add {word.toLowerCase()}
      </Button>
    </fieldset>
  );
}

function namesOf(member: Json): readonly string[] {
  return isObject(member) ? Object.keys(member) : [];
}

function freeName(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}
