// The signs of a card: at its right end conditional, problems and run status, below its name how long and how often it ran.
// Decorative here: the card's accessible name says it all.

import { CircleAlert, CircleHelp, CircleMinus, CirclePlus, Pencil, Pin, Tag, Timer, TriangleAlert } from "lucide-react";
import { StatusIcon } from "../../ui/status.tsx";
import styles from "./card-badges.module.css";
import type { TaskFacts } from "./fact-store.ts";

const CHANGE_ICONS = {
  added: CirclePlus,
  removed: CircleMinus,
  changed: Pencil,
  renamed: Tag,
  same: undefined,
} as const;

/** Small signs, hidden from screen readers. */
export function CardBadges({ facts, conditional }: { readonly facts: TaskFacts; readonly conditional: boolean }) {
  const { problems = 0, severity, status, change = "same", pinned = false } = facts;
  const Change = CHANGE_ICONS[change];
  return (
    <span className={styles.badges} aria-hidden="true">
      {conditional && (
        <span className={styles.plain} title="Runs only if its condition holds">
          <CircleHelp size={14} />
        </span>
      )}
      {pinned && (
        <span className={styles.pinned} title="Its output is pinned when things are tried out">
          <Pin size={13} />
          pinned
        </span>
      )}
      {problems > 0 && (
        <span className={severity === "error" ? styles.error : styles.warning}>
          {severity === "error" ? <CircleAlert size={14} /> : <TriangleAlert size={14} />}
          {problems > 1 && problems}
        </span>
      )}
      {Change !== undefined && (
        <span className={styles[change]}>
          <Change size={15} />
          {facts.otherName ?? change}
        </span>
      )}
      {status !== undefined && <StatusIcon status={status} size={17} />}
    </span>
  );
}

/** How long a task took and how often it ran; stands in the line of the summary, so that the name keeps its room. */
export function CardTimes({ facts }: { readonly facts: TaskFacts }) {
  const { attempt = 1, executions = 0, note } = facts;
  return (
    <>
      {note !== undefined && (
        <span className={styles.note}>
          <Timer size={11} /> {note}
        </span>
      )}
      {executions > 1 && <span className={styles.count}>×{executions}</span>}
      {attempt > 1 && executions <= 1 && <span className={styles.count}>try {attempt}</span>}
    </>
  );
}
