"use client";
// What a step writes while it runs. Only the rows in view are in the page; long lines are wrapped, so each is measured. It follows the end until somebody scrolls up, and again
// when they are back at the end.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { clockTime } from "../model/clock-time.ts";
import { useStepLog } from "../use-step-log.ts";
import { CopyButton } from "./copy-button.tsx";
import styles from "./step-log.module.css";

const ROW_PX = 20;
/** How near to the end counts as there. */
const END_PX = 2 * ROW_PX;

/** The log of one execution; mounted anew for another. */
export function StepLog({ execution, ended }: { readonly execution: number; readonly ended: boolean }) {
  const { rows, state } = useStepLog(execution);
  const frame = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const view = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 20,
  });
  useEffect(() => {
    if (following && rows.length > 0) view.scrollToIndex(rows.length - 1);
  }, [following, rows.length, view]);
  if (rows.length === 0) {
    return (
      <p className={styles.none} role="status">
        {state === "loading"
          ? "Loading the log"
          : ended || state === "ended"
            ? "This step wrote nothing."
            : "Nothing yet: lines appear as the step writes them."}
      </p>
    );
  }
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <span role="status">
          {rows.length === 1 ? "1 line" : `${rows.length} lines`}
          {state === "retrying" ? ", connecting again" : !ended && state === "live" ? ", live" : ""}
        </span>
        <CopyButton text={() => rows.map(({ text }) => text).join("\n")} label="Copy the log" />
      </header>
      <div
        ref={frame}
        className={styles.scroll}
        tabIndex={0}
        role="region"
        aria-label="Log of the step"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setFollowing(scrollHeight - scrollTop - clientHeight < END_PX)
        }
      >
        <ol className={styles.rows} style={{ height: view.getTotalSize() }}>
          {view.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <li
                key={row.key}
                ref={view.measureElement}
                data-index={item.index}
                className={styles.row}
                data-note={row.kind === "note"}
                style={{ transform: `translateY(${item.start}px)` }}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
                title={clockTime(row.at)}
              >
                {row.text}
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}
