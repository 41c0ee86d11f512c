// Rows of effects: what happens to what, where in the flow, and with which credentials. A row leads to its step.

import type { TaskEffect } from "@ironweave/schema";
import { KeyRound } from "lucide-react";
import { classNames } from "../../ui/class-names.ts";
import { useDesigner, useEditor } from "../designer/designer-context.ts";
import styles from "./effects.module.css";
import { EFFECT_WORDS, REPEAT_WORDS } from "./effect-words.ts";

/** `sign` stands before each row (`+`, `−`); rows of another text than the draft's lead nowhere. */
export interface EffectListProps {
  readonly label: string;
  readonly effects: readonly TaskEffect[];
  readonly change?: "added" | "removed";
}

/** A list; Enter or a click selects the step and closes the dialog around it, where there is one. */
export function EffectList({ label, effects, change }: EffectListProps) {
  const { store, ui } = useDesigner();
  const source = useEditor((state) => state.drawing.source);
  const go = (task: string) => {
    store.select([task], "form");
    const range = source.locate(task);
    ui.setState({ dialog: undefined, ...(range === undefined ? {} : { reveal: { offset: range.start } }) });
  };
  return (
    <ul className={styles.list} aria-label={label}>
      {effects.map((effect) => (
        <li key={effect.task}>
          {change === "removed" ? (
            <div className={styles.row}>
              <Row effect={effect} change={change} />
            </div>
          ) : (
            <button type="button" className={styles.row} onClick={() => go(effect.task)}>
              <Row effect={effect} change={change} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Row({ effect: row, change }: { readonly effect: TaskEffect; readonly change: EffectListProps["change"] }) {
  const { verb, Sign, tone } = EFFECT_WORDS[row.effect];
  return (
    <>
      <span className={classNames(styles.verb, styles[tone])}>
        {change !== undefined && (
          <span className={styles.change}>
            <span aria-hidden="true">{change === "added" ? "+" : "−"}</span>
            <span className="visually-hidden">{change === "added" ? "New: " : "Gone: "}</span>
          </span>
        )}
        <Sign size={14} aria-hidden="true" /> {verb}
      </span>
      <span className={styles.what}>
        <code className={styles.target}>{row.target}</code>
        {row.place.map((words) => (
          <span key={words} className={styles.place}>
            {words}
          </span>
        ))}
      </span>
      <span className={styles.notes}>
        <span className={styles.name}>{row.name}</span>
        <span>{REPEAT_WORDS[row.repeatable]}</span>
        {row.credentials.length > 0 && (
          <span className={styles.credentials}>
            <KeyRound size={12} aria-hidden="true" /> <span className="visually-hidden">uses </span>
            {row.credentials.join(", ")}
          </span>
        )}
        {row.dryRun !== undefined && (
          <span>
            try it out: <code>{row.dryRun}</code>
          </span>
        )}
      </span>
    </>
  );
}
