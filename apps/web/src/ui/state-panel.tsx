// Designed empty, error and loading states, so that no screen is ever just blank.

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./state-panel.module.css";

/** What to show where content would be. */
export interface StatePanelProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** An empty state: what this place is for and the first thing to do. */
export function EmptyState({ icon, title, children, actions }: StatePanelProps) {
  return (
    <section className={styles.panel}>
      {icon !== undefined && <div className={styles.icon}>{icon}</div>}
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}

/** An error state: what failed, what stays safe, what to do. Announced at once. */
export function ErrorState({ title, children, actions }: Omit<StatePanelProps, "icon">) {
  return (
    <section className={styles.panel} role="alert">
      <div className={styles.iconError}>
        <CircleAlert size={22} aria-hidden="true" />
      </div>
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}

/** Grey bars in the shape of the rows to come. `label` is read out. */
export function LoadingRows({ rows = 5, label = "Loading" }: { readonly rows?: number; readonly label?: string }) {
  return (
    <div role="status" aria-label={label} className={styles.rows}>
      {Array.from({ length: rows }, (_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows are identical
        <div key={index} className={styles.row} style={{ opacity: 1 - index / (rows + 1) }} />
      ))}
    </div>
  );
}
