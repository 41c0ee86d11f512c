// The DSL's error object for people: what, why, where; the type as the small print.

import type { WorkflowError } from "@ironweave/schema/run";
import styles from "./error-card.module.css";

/** `onOpen` is offered where the error names a task. */
export interface ErrorCardProps {
  readonly error: WorkflowError;
  readonly onOpen?: (reference: string) => void;
}

/** An error with its title, detail and, where known, a way to its task. */
export function ErrorCard({ error, onOpen }: ErrorCardProps) {
  const { type, status, title, detail, instance } = error;
  return (
    <section className={styles.card} aria-label="Error">
      <h3 className={styles.title}>
        {title ?? "The task failed"} <span className={styles.status}>{status}</span>
      </h3>
      {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      <dl className={styles.facts}>
        <dt>Type</dt>
        <dd>{type}</dd>
        {instance !== undefined && (
          <>
            <dt>Task</dt>
            <dd>
              {onOpen === undefined ? (
                instance
              ) : (
                <button type="button" className={styles.open} onClick={() => onOpen(instance)}>
                  {instance}
                </button>
              )}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
