"use client";
// The name of a task; a new name goes to every `then` that uses it.

import type { EditorStore } from "../store/editor-state.ts";
import { Field, Input } from "../../ui/text-field.tsx";
import { useDraft } from "./use-draft.ts";

export interface NameFieldProps {
  readonly store: EditorStore;
  readonly reference: string;
  readonly name: string;
}

/** Refused names (taken, empty) are told below the field and not taken. */
export function NameField({ store, reference, name }: NameFieldProps) {
  // Not while it is typed: the name is part of the step's reference, so each change begins its form anew.
  const draft = useDraft(
    `${reference}#name`,
    name,
    (text, visit) => {
      const next = text.trim();
      if (next === name) return undefined;
      if (next === "") return "A step needs a name.";
      return store.perform([{ type: "rename-task", task: reference, name: next }], `Rename ${name}`, "form", visit);
    },
    { live: () => false },
  );
  return (
    <Field label="Name" hideLabel error={draft.refusal}>
      {(wiring) => (
        <Input
          {...wiring}
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
