// The frame of every signed-in page: top bar, then the page filling the rest. `main` is the skip link's target.

import type { ReactNode } from "react";
import { TopBar } from "../_shell/top-bar.tsx";
import styles from "./layout.module.css";

export default function AppLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <a href="#main" className={styles.skip}>
        Skip to the content
      </a>
      <TopBar />
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
