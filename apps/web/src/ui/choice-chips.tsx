// Small round toggles of which one is chosen: what a list shows. The first chooses all.

import styles from "./choice-chips.module.css";

/** `label` names the group; `chosen` is undefined where all are shown. */
export interface ChoiceChipsProps<T extends string> {
  readonly label: string;
  readonly choices: readonly T[];
  readonly chosen: T | undefined;
  readonly onChoose: (choice: T | undefined) => void;
  /** What a choice is called. @default the choice itself */
  readonly wordOf?: (choice: T) => string;
}

/** A row that wraps. */
export function ChoiceChips<T extends string>({ label, choices, chosen, onChoose, wordOf }: ChoiceChipsProps<T>) {
  return (
    <div className={styles.chips} role="group" aria-label={label}>
      <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        All
      </button>
      {choices.map((choice) => (
        <button key={choice} type="button" aria-pressed={choice === chosen} onClick={() => onChoose(choice)}>
          {wordOf?.(choice) ?? choice}
        </button>
      ))}
    </div>
  );
}
