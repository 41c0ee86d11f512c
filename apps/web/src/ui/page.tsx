// A page that lists something: its title, a line below it, tools beside it, and the list.

import type { ReactNode } from "react";
import styles from "./page.module.css";

/** `note` says what the page shows, `tools` is what can be done on it. */
export interface PageProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The page's only `h1` is its title. */
export function Page({ title, note, tools, children }: PageProps) {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1>{title}</h1>
          {note !== undefined && <p className={styles.note}>{note}</p>}
        </div>
        {tools !== undefined && <div className={styles.tools}>{tools}</div>}
      </header>
      {children}
    </div>
  );
}
