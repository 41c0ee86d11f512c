// What keeps a whole form from being done, where no single field is to blame: it stands beside the fields, not under one.

import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./form-notice.module.css";

/** `problem` is what has just gone wrong, and is announced; `warning` stands there from the beginning. */
export interface FormNoticeProps {
  readonly tone: "problem" | "warning";
  readonly children: ReactNode;
}

/** A line with its sign. */
export function FormNotice({ tone, children }: FormNoticeProps) {
  const Sign = tone === "problem" ? CircleAlert : TriangleAlert;
  return (
    <p className={styles.notice} data-tone={tone} role={tone === "problem" ? "alert" : undefined}>
      <Sign size={15} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
