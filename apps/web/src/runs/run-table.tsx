"use client";
// Rows of runs. A row is one link; on a phone its cells stack.

import Link from "next/link";
import type { RouterOutputs } from "../trpc/trpc-client.ts";
import { LinkPending } from "../app/_shell/link-pending.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusBadge } from "../ui/status.tsx";
import { formatDuration } from "./model/format-duration.ts";
import { useNow } from "./panels/use-now.ts";
import styles from "../ui/data-table.module.css";

type RunSummary = RouterOutputs["run"]["list"]["runs"][number];

/** An id begins with the time to the millisecond: fewer characters are the same for all runs of a minute. */
const ID_CHARACTERS = 13;

/** Runs as a table with linked rows. */
export function RunTable({ rows }: { readonly rows: readonly RunSummary[] }) {
  const now = useNow(rows.some((row) => row.endedAt === undefined));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Workflow</th>
          <th scope="col">State</th>
          <th scope="col">Started</th>
          <th scope="col">Duration</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className={styles.name}>
              <Link href={`/runs/${row.id}`} className={styles.link}>
                {row.workflow.name}
                <LinkPending />
              </Link>
              <span className={styles.path}>
                {row.workflow.namespace} · v{row.version.number} · {row.id.slice(0, ID_CHARACTERS)}
              </span>
              {row.error !== undefined && (
                <span className={styles.error}>{row.error.detail ?? row.error.title ?? row.error.type}</span>
              )}
            </th>
            <td>
              <StatusBadge status={row.status} />
            </td>
            <td className={styles.quiet}>
              <RelativeTime at={row.startedAt ?? row.createdAt} />
            </td>
            <td className={styles.quiet}>{durationOf(row, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function durationOf({ startedAt, endedAt }: RunSummary, now: number): string {
  if (startedAt === undefined) return "–";
  return formatDuration((endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(startedAt));
}
