// A page outside of the frame of the application: the mark, and one thing to say.

import type { ReactNode } from "react";
import { Mark } from "../../ui/mark.tsx";
import styles from "./plain-page.module.css";

/** Fills the window. */
export function PlainPage({ children }: { readonly children: ReactNode }) {
  return (
    <main className={styles.page}>
      <Mark size={34} />
      {children}
    </main>
  );
}
