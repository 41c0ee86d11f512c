// What to do with a file of an import whose name is taken: the ways out, told before anything is created.

import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { Field, Input } from "../../ui/text-field.tsx";
import styles from "./name-choice.module.css";
import type { NameChoice as Choice, ResolvedImport } from "./resolve-import.ts";

/** `group` tells the radios of one file from those of another. */
export interface NameChoiceProps {
  readonly resolved: ResolvedImport;
  readonly group: string;
  readonly alone: boolean;
  readonly onChoose: (choice: Choice) => void;
}

/** A notice with a choice. */
export function NameChoice({ resolved, group, alone, onChoose }: NameChoiceProps) {
  const { plan, owner, choice, problem } = resolved;
  const radio = (type: Choice["type"], label: string, next: Choice) => (
    <label className={styles.way}>
      <input type="radio" name={group} checked={choice.type === type} onChange={() => onChoose(next)} />
      {label}
    </label>
  );
  const other = choice.type === "rename" ? choice.name : `${plan.name}-2`;
  return (
    <fieldset className={styles.choice} aria-label={`The name ${plan.name} is taken`}>
      <p className={styles.taken}>
        <CircleAlert size={15} aria-hidden="true" />
        {owner === undefined ? (
          <span>Another of these files is called {plan.name}, too.</span>
        ) : (
          <span>
            There is already a workflow {owner.namespace}/{owner.name}.{" "}
            <Link href={`/workflows/${owner.id}`}>Open {owner.name}</Link>
          </span>
        )}
      </p>
      {radio("rename", "Import it under another name", { type: "rename", name: other })}
      {choice.type === "rename" && (
        <Field label="Other name" required error={problem}>
          {(wiring) => (
            <Input
              {...wiring}
              mono
              value={choice.name}
              onChange={(event) => onChoose({ type: "rename", name: event.target.value })}
            />
          )}
        </Field>
      )}
      {owner !== undefined && radio("version", `Save it as a new version of ${owner.name}`, { type: "version" })}
      {!alone && radio("skip", "Leave it out", { type: "skip" })}
    </fieldset>
  );
}
