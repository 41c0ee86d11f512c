"use client";
// Controls for several values: named entries, lists, and one of several alternatives.

import { Plus } from "lucide-react";
import { useState } from "react";
import type { JsonObject } from "@ironweave/jq";
import { Button } from "../../ui/button.tsx";
import { Input, Select } from "../../ui/text-field.tsx";
import { followRef, isObject, wordOf } from "../kernels/json-schema.ts";
import { EntryRow } from "./entry-row.tsx";
import type { FieldControl } from "./field-control.ts";
import { useForm } from "./form-context.ts";
import { chosenOption, startValue } from "./form-shape.ts";
import { pointerTo } from "./pointer-to.ts";
import styles from "./inspector.module.css";
import { useHeldWhileTyping } from "./use-held-while-typing.ts";

/** Named entries, e.g. headers: one row each, and a row to add one. */
export function MapField({ at, label, help, value, values, depth }: FieldControl & { readonly values: JsonObject }) {
  const { root, set, unset, Field, drafts, task } = useForm();
  // Held like every text that is typed and not in the document yet: a reload does not lose it.
  const key = `${at}#new`;
  const [name, show] = useState(() => drafts.getState().get(key)?.text ?? "");
  const setName = (text: string) => {
    show(text);
    if (text === "") drafts.release(key);
    else drafts.hold(key, { text, base: "", task });
  };
  const entries = isObject(value) ? Object.entries(value) : [];
  const add = () => {
    const added = name.trim();
    if (added === "" || entries.some(([known]) => known === added)) return;
    set(pointerTo(at, added), startValue(root, values), `Add ${added}`);
    setName("");
  };
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {help !== undefined && help !== "" && <p className={styles.help}>{help}</p>}
      {entries.map(([key, member]) => (
        <EntryRow
          key={key}
          at={pointerTo(at, key)}
          word={key}
          name={key}
          onRemove={() => unset(entries.length === 1 ? at : pointerTo(at, key), `Remove ${key}`)}
        >
          <Field at={pointerTo(at, key)} schema={values} value={member} label={key} depth={depth + 1} />
        </EntryRow>
      ))}
      <div className={styles.add} data-adds="">
        <Input
          aria-label={`Name of a new entry of ${label}`}
          placeholder="Name"
          mono
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && add()}
        />
        <Button size="sm" icon={<Plus size={13} />} disabled={name.trim() === ""} onClick={add}>
          Add
        </Button>
      </div>
    </fieldset>
  );
}

/** A list of values, one row each. */
export function ListField({ at, label, help, value, items, depth }: FieldControl & { readonly items: JsonObject }) {
  const { root, set, unset, Field } = useForm();
  const members = Array.isArray(value) ? value : [];
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {help !== undefined && help !== "" && <p className={styles.help}>{help}</p>}
      {members.map((member, index) => (
        <EntryRow
          // oxlint-disable-next-line react/no-array-index-key -- the members of a list are told apart by their place only
          key={index}
          at={pointerTo(at, String(index))}
          word={`${label} ${index + 1}`}
          onRemove={() =>
            unset(members.length === 1 ? at : pointerTo(at, String(index)), `Remove ${label} ${index + 1}`)
          }
        >
          <Field
            at={pointerTo(at, String(index))}
            schema={items}
            value={member}
            label={`${label} ${index + 1}`}
            depth={depth + 1}
          />
        </EntryRow>
      ))}
      <Button
        size="sm"
        icon={<Plus size={13} />}
        onClick={() => set(at, [...members, startValue(root, items)], `Add to ${label}`)}
      >
        Add
      </Button>
    </fieldset>
  );
}

/** One of several alternatives: the one the value takes is drawn, another can be chosen. */
export function ChoiceField(control: FieldControl & { readonly options: readonly JsonObject[] }) {
  const { root, set, Field } = useForm();
  const { options, value, label, at, depth } = control;
  const [chosen, holding] = useHeldWhileTyping(chosenOption(root, options, value));
  const schema = options[chosen];
  if (schema === undefined) return null;
  return (
    <div className={styles.choice}>
      <div className={styles.alternatives}>
        <Select
          aria-label={`Form of ${label}`}
          value={chosen}
          onChange={(event) => {
            const next = options[Number(event.target.value)];
            if (next !== undefined) set(at, startValue(root, next), `Change the form of ${label}`);
          }}
        >
          {options.map((option, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- alternatives have no identity but their place
            <option key={index} value={index}>
              {optionTitle(root, option, index)}
            </option>
          ))}
        </Select>
      </div>
      <div className={styles.contents} {...holding}>
        <Field {...control} schema={schema} depth={depth} />
      </div>
    </div>
  );
}

function optionTitle(root: JsonObject, option: JsonObject, index: number): string {
  const schema = followRef(root, option);
  const title = wordOf(schema, "title");
  if (title !== "") return title;
  const type = wordOf(schema, "type");
  return type === "" ? `Alternative ${index + 1}` : type === "object" ? "Entries" : type;
}
