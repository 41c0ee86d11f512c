// Any address that has no page.

import Link from "next/link";
import { Compass } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "../ui/state-panel.tsx";
import { PlainPage } from "./_shell/plain-page.tsx";
import styles from "./_shell/plain-page.module.css";

export const metadata: Metadata = { title: "No such page" };

export default function NotFound() {
  return (
    <PlainPage>
      <EmptyState
        icon={<Compass size={22} aria-hidden="true" />}
        title="There is no such page"
        actions={
          <>
            <Link href="/" className={styles.link}>
              To the workflows
            </Link>
            <Link href="/runs" className={styles.link}>
              To the runs
            </Link>
          </>
        }
      >
        The address may be mistyped, or what it named is gone.
      </EmptyState>
    </PlainPage>
  );
}
