// A short label on a soft ground: counts, versions, tags.

import type { ReactNode } from "react";
import styles from "./badge.module.css";
import { classNames } from "./class-names.ts";

/** `tone` colours it; text must carry the meaning too. @default idle */
export interface BadgeProps {
  readonly tone?: "idle" | "accent" | "ok" | "warn" | "danger";
  readonly children: ReactNode;
}

/** A small label. */
export function Badge({ tone = "idle", children }: BadgeProps) {
  return <span className={classNames(styles.badge, styles[tone])}>{children}</span>;
}
