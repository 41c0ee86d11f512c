"use client";
// Inside of a link: that its page is on its way, where that takes longer than a moment.

import { useLinkStatus } from "next/link";
import { Spinner } from "../../ui/spinner.tsx";
import styles from "./link-pending.module.css";

/** Takes no room until then. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span className={styles.pending} role="status" aria-label="Opening">
      <Spinner size={13} />
    </span>
  );
}
