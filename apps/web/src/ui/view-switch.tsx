// On a narrow screen one part of a page is shown at a time; this chooses which. Hidden on wide screens.

import styles from "./view-switch.module.css";

/** `label` names the group. */
export interface ViewSwitchProps<T extends string> {
  readonly label: string;
  readonly views: readonly { readonly view: T; readonly label: string }[];
  readonly current: T;
  readonly onChoose: (view: T) => void;
}

/** A row of toggles. */
export function ViewSwitch<T extends string>({ label, views, current, onChoose }: ViewSwitchProps<T>) {
  return (
    <div className={styles.switch} role="group" aria-label={label}>
      {views.map((each) => (
        <button key={each.view} type="button" aria-pressed={each.view === current} onClick={() => onChoose(each.view)}>
          {each.label}
        </button>
      ))}
    </div>
  );
}
