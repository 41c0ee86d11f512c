"use client";
// A strip with one cell per execution of a task: which iterations and attempts there were, and how each ended.

import { StatusIcon, statusWord } from "../../ui/status.tsx";
import type { Execution } from "../model/execution-index.ts";
import styles from "./execution-picker.module.css";

/** Cells shown at once; the others are reached by the arrow buttons. */
const WINDOW = 60;

export interface ExecutionPickerProps {
  readonly executions: readonly Execution[];
  readonly current: number;
  readonly onPick: (execution: number) => void;
}

/** Previous, a window of cells around the current execution, next. */
export function ExecutionPicker({ executions, current, onPick }: ExecutionPickerProps) {
  const at = executions.findIndex((execution) => execution.execution === current);
  const from = Math.max(0, Math.min(at - WINDOW / 2, executions.length - WINDOW));
  const step = (by: number) => {
    const target = executions[at + by];
    if (target !== undefined) onPick(target.execution);
  };
  return (
    <div className={styles.picker} role="group" aria-label="Executions of this step">
      <div className={styles.bar}>
        <button type="button" className={styles.arrow} disabled={at <= 0} onClick={() => step(-1)}>
          Previous
        </button>
        <span className={styles.count}>
          {at + 1} of {executions.length}
        </span>
        <button type="button" className={styles.arrow} disabled={at >= executions.length - 1} onClick={() => step(1)}>
          Next
        </button>
      </div>
      <div className={styles.strip}>
        {executions.slice(from, from + WINDOW).map((execution) => (
          <button
            key={execution.execution}
            type="button"
            className={styles.cell}
            data-status={execution.status}
            aria-pressed={execution.execution === current}
            aria-label={cellName(execution)}
            title={cellName(execution)}
            onClick={() => onPick(execution.execution)}
          >
            <StatusIcon status={execution.status} size={12} />
          </button>
        ))}
      </div>
    </div>
  );
}

function cellName({ execution, iteration, attempt, status }: Execution): string {
  const where = iteration.length > 0 ? `iteration ${iteration.map((i) => i + 1).join(".")}, ` : "";
  return `Execution ${execution}, ${where}attempt ${attempt}, ${statusWord(status)}`;
}
