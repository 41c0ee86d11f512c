"use client";
// The run itself, shown while no task is selected: what went in, what came out, what failed.

import { StatusBadge } from "../../ui/status.tsx";
import { useRun } from "../store/use-run.ts";
import { ErrorCard } from "./error-card.tsx";
import { JsonView } from "./json-view.tsx";
import styles from "./panel.module.css";

/** Input, output and error of the run at the moment shown. */
export function RunSummary() {
  const { status, input, output, error, tasks } = useRun((run) => run.snapshot);
  const select = useRun((run) => run.select);
  const open = (reference: string) => {
    if (tasks[reference] !== undefined) select(reference);
  };
  return (
    <section className={styles.panel} aria-label="Run">
      <header className={styles.header}>
        <h2 className={styles.title}>This run</h2>
        <StatusBadge status={status} />
      </header>
      {error !== undefined && (
        <div className={styles.section}>
          <ErrorCard error={error} onOpen={open} />
        </div>
      )}
      <div className={styles.section}>
        <h3>Output</h3>
        <JsonView value={output} label="output of the run" />
      </div>
      <div className={styles.section}>
        <h3>Input</h3>
        <JsonView value={input} label="input of the run" />
      </div>
      <p className={styles.quiet}>Select a step on the canvas to see its data.</p>
    </section>
  );
}
