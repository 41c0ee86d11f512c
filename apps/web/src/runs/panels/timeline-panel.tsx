"use client";
// When each step ran, as bars on one axis with long idle time folded. Bars of one task share a row.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { statusWord } from "../../ui/status.tsx";
import { condenseBars } from "../model/condense-bars.ts";
import type { TimelineMark } from "../model/condense-bars.ts";
import { formatDuration } from "../model/format-duration.ts";
import { layoutTimeline } from "../model/timeline.ts";
import { useRun } from "../store/use-run.ts";
import { useNow } from "./use-now.ts";
import styles from "./timeline-panel.module.css";

const ROW_PX = 26;
const percent = (part: number): string => `${(part * 100).toFixed(4)}%`;

/** One row per task in the order of first starts. */
export function TimelinePanel() {
  const executions = useRun((run) => run.executions.all);
  const opening = useRun((run) => run.opening);
  const endedAt = useRun((run) => run.latest.endedAt);
  const select = useRun((run) => run.select);
  const selected = useRun((run) => run.selected);
  const now = useNow(endedAt === undefined);
  const until = endedAt ?? now;
  const timeline = useMemo(() => layoutTimeline(executions, until), [executions, until]);
  const rows = useMemo(() => [...Map.groupBy(timeline.bars, (bar) => bar.execution.task)], [timeline]);
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  return (
    <div ref={frame} className={styles.frame} tabIndex={0} role="region" aria-label="Timeline of the run">
      {rows.length === 0 && (
        <p className={styles.nothing}>
          {opening
            ? "Loading what happened …"
            : endedAt === undefined
              ? "No step has started yet."
              : "No step was started."}
        </p>
      )}
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        <div className={styles.gaps} aria-hidden="true">
          {timeline.gaps.map((gap) => (
            <div key={gap.from} className={styles.gap} style={{ left: percent(gap.left), width: percent(gap.width) }}>
              {formatDuration(gap.to - gap.from)}
            </div>
          ))}
        </div>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const [task, bars] = row;
          return (
            <div
              key={task}
              className={styles.row}
              data-selected={task === selected}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <button type="button" className={styles.name} title={task} onClick={() => select(task)}>
                {bars[0]?.execution.name}
              </button>
              <div className={styles.track}>
                {condenseBars(bars).map((mark) => (
                  <Mark key={mark.execution.execution} mark={mark} until={until} onSelect={select} />
                ))}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface MarkProps {
  readonly mark: TimelineMark;
  readonly until: number;
  readonly onSelect: (task: string, execution: number) => void;
}

function Mark({ mark, until, onSelect }: MarkProps) {
  const { execution, status, left, width } = mark;
  const words = describe(mark, until);
  return (
    <button
      type="button"
      className={styles.bar}
      data-status={status}
      style={{ left: percent(left), width: percent(width) }}
      aria-label={words}
      title={words}
      tabIndex={-1}
      onClick={() => onSelect(execution.task, execution.execution)}
    />
  );
}

function describe({ execution, count, faulted }: TimelineMark, until: number): string {
  const indices = execution.iteration.map((i) => i + 1).join(".");
  const iteration = indices === "" ? "" : `, iteration ${indices}`;
  if (count > 1) {
    return `${execution.name}, ${count} executions${faulted === 0 ? "" : `, ${faulted} failed`}${iteration}`;
  }
  const duration = formatDuration((execution.endedAt ?? until) - execution.startedAt);
  return `${execution.name}${iteration}, ${statusWord(execution.status)}, ${duration}`;
}
