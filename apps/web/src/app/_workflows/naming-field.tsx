// The field for the name of a new workflow. What cannot be a name is made one when the field is left.

import { Field, Input } from "../../ui/text-field.tsx";
import type { Naming } from "./use-naming.ts";
import { suggestWorkflowName } from "./workflow-name.ts";

/** Has the focus at first. */
export interface NamingFieldProps {
  readonly naming: Naming;
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
}

/** Label, name, and what is wrong with it. */
export function NamingField({ naming, label, help, placeholder }: NamingFieldProps) {
  const { name, setName, error } = naming;
  return (
    <Field label={label} required error={error} help={help}>
      {(wiring) => (
        <Input
          {...wiring}
          autoFocus
          mono
          placeholder={placeholder}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={() => {
            const suggested = suggestWorkflowName(name);
            if (suggested !== name) setName(suggested);
          }}
        />
      )}
    </Field>
  );
}
