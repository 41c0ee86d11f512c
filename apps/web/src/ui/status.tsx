// How a status looks, everywhere: an icon, a word and a colour together (WCAG 1.4.1), from one total table.

import { Ban, CircleCheck, CircleDashed, CirclePause, CircleX, LoaderCircle, SkipForward } from "lucide-react";
import type { RunStatus, TaskStatus } from "@ironweave/schema/run";
import styles from "./status.module.css";
import { classNames } from "./class-names.ts";

/** Every status of a run or a task. */
export type AnyStatus = RunStatus | TaskStatus;

const LOOKS: {
  readonly [S in AnyStatus]: { readonly icon: typeof Ban; readonly word: string; readonly tone: string };
} = {
  pending: { icon: CircleDashed, word: "Pending", tone: "idle" },
  running: { icon: LoaderCircle, word: "Running", tone: "running" },
  suspended: { icon: CirclePause, word: "Suspended", tone: "warn" },
  completed: { icon: CircleCheck, word: "Completed", tone: "ok" },
  faulted: { icon: CircleX, word: "Failed", tone: "danger" },
  cancelled: { icon: Ban, word: "Cancelled", tone: "idle" },
  skipped: { icon: SkipForward, word: "Skipped", tone: "idle" },
};

/** The word for a status, as shown and as read out. */
export function statusWord(status: AnyStatus): string {
  return LOOKS[status].word;
}

/** The icon alone, hidden from screen readers: the word must stand beside it or in an accessible name. */
export function StatusIcon({ status, size = 14 }: { readonly status: AnyStatus; readonly size?: number }) {
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <Icon
      size={size}
      aria-hidden="true"
      className={classNames(styles.icon, styles[tone], status === "running" && styles.turning)}
    />
  );
}

/** Icon and word on a soft ground. */
export function StatusBadge({ status }: { readonly status: AnyStatus }) {
  const { word, tone } = LOOKS[status];
  return (
    <span className={classNames(styles.badge, styles[tone])}>
      <StatusIcon status={status} size={13} />
      {word}
    </span>
  );
}
