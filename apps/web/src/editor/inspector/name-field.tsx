"use client";
// The name of a task; a new name goes to every `then` that uses it.

import { useState } from "react";
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
  const [refusal, setRefusal] = useState<string>();
  const draft = useDraft(name, (text) => {
    const next = text.trim();
    setRefusal(
      next === ""
        ? "A step needs a name."
        : store.perform([{ type: "rename-task", task: reference, name: next }], `Rename ${name}`, "form"),
    );
  });
  return (
    <Field label="Name" hideLabel error={refusal}>
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
