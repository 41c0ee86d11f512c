"use client";
// What the selected task read, gave and suffered, in any of its executions.

import { useState } from "react";
import { StatusBadge } from "../../ui/status.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import type { Execution } from "../model/execution-index.ts";
import { formatDuration } from "../model/format-duration.ts";
import { useRun } from "../store/use-run.ts";
import { ChildRuns } from "./child-runs.tsx";
import { ErrorCard } from "./error-card.tsx";
import { EventData } from "./event-data.tsx";
import { ExecutionPicker } from "./execution-picker.tsx";
import { PinOutput } from "./pin-output.tsx";
import { StepLog } from "./step-log.tsx";
import { useNow } from "./use-now.ts";
import { WaitingNote } from "./waiting-note.tsx";
import styles from "./panel.module.css";

const NO_EXECUTIONS: readonly Execution[] = [];

export interface StepPanelProps {
  readonly reference: string;
  readonly workflow: { readonly id: string; readonly deletedAt?: string | undefined };
}

/** Shown while a task is selected. */
export function StepPanel({ reference, workflow }: StepPanelProps) {
  const all = useRun((run) => run.executions.byTask.get(reference)) ?? NO_EXECUTIONS;
  const cursor = useRun((run) => run.cursor);
  const chosen = useRun((run) => run.execution);
  const select = useRun((run) => run.select);
  const opening = useRun((run) => run.opening);
  const steps = useRun((run) => run.steps);
  const [tab, setTab] = useState<string>();
  const known = cursor === undefined ? all : all.filter((execution) => execution.startSeq <= cursor);
  const current = known.find((execution) => execution.execution === chosen) ?? known.at(-1);
  const name = reference.split("/").at(-1) ?? reference;
  if (current === undefined) {
    return (
      <section className={styles.panel} aria-label={`Step ${name}`}>
        <h2 className={styles.title}>{name}</h2>
        <p className={styles.quiet}>
          {opening
            ? "Loading what happened …"
            : `This step has not run ${cursor === undefined ? "yet" : "at this moment"}.`}
        </p>
        <p className={styles.reference}>{reference}</p>
      </section>
    );
  }
  const ended = cursor === undefined || (current.endSeq ?? Infinity) <= cursor;
  const status = ended ? current.status : "running";
  const waiting = status === "running" ? steps?.waitingOf(current) : undefined;
  const shown = tab ?? (status === "faulted" ? "error" : current.output === undefined ? "input" : "output");
  return (
    <section className={styles.panel} aria-label={`Step ${name}`}>
      <header className={styles.header}>
        <h2 className={styles.title}>{name}</h2>
        <StatusBadge status={status} />
      </header>
      <p className={styles.reference}>{reference}</p>
      <Facts execution={current} ended={ended} />
      {waiting !== undefined && <WaitingNote waiting={waiting} live={cursor === undefined} />}
      {steps?.startsRuns(reference) === true && <ChildRuns execution={current} ended={status !== "running"} />}
      {known.length > 1 && (
        <ExecutionPicker
          executions={known}
          current={current.execution}
          onPick={(execution) => select(reference, execution)}
        />
      )}
      <div className={styles.tabs}>
        <Tabs
          label="Data of the step"
          value={shown}
          onChange={setTab}
          tabs={[
            {
              value: "output",
              label: "Output",
              content: (
                <>
                  {workflow.deletedAt === undefined && ended && current.output !== undefined && (
                    <div className={styles.tool}>
                      <PinOutput workflowId={workflow.id} task={reference} event={current.output} />
                    </div>
                  )}
                  <Pane event={ended ? current.output : undefined} label="output" />
                </>
              ),
            },
            { value: "input", label: "Input", content: <Pane event={current.input} label="input" /> },
            {
              value: "log",
              label: "Log",
              content: <StepLog key={current.execution} execution={current.execution} ended={status !== "running"} />,
            },
            ...(current.error === undefined || !ended
              ? []
              : [
                  {
                    value: "error",
                    label: "Error",
                    content: (
                      <div className={styles.pane}>
                        <ErrorCard error={current.error} onOpen={select} />
                      </div>
                    ),
                  },
                ]),
          ]}
        />
      </div>
    </section>
  );
}

function Pane({ event, label }: { readonly event: Execution["input"]; readonly label: string }) {
  return (
    <div className={styles.pane}>
      <EventData event={event} label={label} />
    </div>
  );
}

function Facts({ execution, ended }: { readonly execution: Execution; readonly ended: boolean }) {
  const now = useNow(!ended || execution.endedAt === undefined);
  const until = ended ? (execution.endedAt ?? now) : now;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Duration</dt>
        <dd>{formatDuration(until - execution.startedAt)}</dd>
      </div>
      <div>
        <dt>Attempt</dt>
        <dd>{execution.attempt}</dd>
      </div>
      {execution.iteration.length > 0 && (
        <div>
          <dt>Iteration</dt>
          <dd>{execution.iteration.map((i) => i + 1).join(".")}</dd>
        </div>
      )}
    </dl>
  );
}
