// Tabs with panels, keyboard-operable by Radix. Panels of hidden tabs are unmounted.

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import styles from "./tabs.module.css";

/** One tab: `value` is its identity, `note` stands after the label (a count). */
export interface TabSpec {
  readonly value: string;
  readonly label: string;
  readonly note?: ReactNode;
  readonly content: ReactNode;
}

/** A row of tabs and the panel of the chosen one. */
export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly TabSpec[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly actions?: ReactNode;
}

/** Controlled tabs filling their parent. */
export function Tabs({ label, tabs, value, onChange, actions }: TabsProps) {
  return (
    <Radix.Root className={styles.root} value={value} onValueChange={onChange}>
      <div className={styles.bar}>
        <Radix.List className={styles.list} aria-label={label}>
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.value} value={tab.value} className={styles.tab}>
              {tab.label}
              {tab.note}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {actions}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className={styles.panel} tabIndex={-1}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
