"use client";
// The run itself, shown while no task is selected: what went in, what came out, what failed. Both values lie in the journal's
// first and last event.

import type { RunStatus } from "@ironweave/schema/run";
import { StatusBadge } from "../../ui/status.tsx";
import { useRun } from "../store/use-run.ts";
import { ErrorCard } from "./error-card.tsx";
import { EventData } from "./event-data.tsx";
import styles from "./panel.module.css";

/** Why there is no output: a run that has ended without one will never have it. */
export function noOutputWords(status: RunStatus): string {
  if (status === "faulted") return "None: the run failed";
  return status === "cancelled" ? "None: the run was cancelled" : "None yet";
}

/** Input, output and error of the run at the moment shown. */
export function RunSummary() {
  const { status, seq, error, tasks, endedAt } = useRun((run) => run.snapshot);
  const first = useRun((run) => run.events[0]);
  const output = status === "completed" && endedAt !== undefined ? { seq, at: endedAt } : undefined;
  const input = seq > 0 && first?.type === "workflow.started" ? first : undefined;
  const select = useRun((run) => run.select);
  const opening = useRun((run) => run.opening);
  if (opening) {
    return (
      <section className={styles.panel} aria-label="Run">
        <h2 className={styles.title}>This run</h2>
        <p className={styles.quiet} role="status">
          Loading what happened …
        </p>
      </section>
    );
  }
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
        <EventData event={output} label="output of the run" none={noOutputWords(status)} />
      </div>
      <div className={styles.section}>
        <h3>Input</h3>
        <EventData event={input} label="input of the run" />
      </div>
      <p className={styles.quiet}>Select a step on the canvas to see its data.</p>
    </section>
  );
}
