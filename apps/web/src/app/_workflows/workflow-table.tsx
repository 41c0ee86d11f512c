// The rows of the workflow list. A row is one link; on a phone its cells stack.

import { CalendarClock } from "lucide-react";
import Link from "next/link";
import type { WorkflowSummary } from "../../server/contract/workflow-contract.ts";
import { Badge } from "../../ui/badge.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { StatusBadge } from "../../ui/status.tsx";
import { classNames } from "../../ui/class-names.ts";
import table from "../../ui/data-table.module.css";
import { LinkPending } from "../_shell/link-pending.tsx";
import { WorkflowActions } from "./workflow-actions.tsx";
import styles from "./workflow-table.module.css";

/** Workflows as a table with linked rows. */
export function WorkflowTable({ rows }: { readonly rows: readonly WorkflowSummary[] }) {
  return (
    <table className={classNames(table.table, styles.workflows)}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Last run</th>
          <th scope="col">Version</th>
          <th scope="col">Changed</th>
          <th scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <WorkflowRow key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function WorkflowRow({ row }: { readonly row: WorkflowSummary }) {
  return (
    <tr>
      <th scope="row" className={table.name}>
        <Link href={`/workflows/${row.id}`} className={table.link}>
          {row.title ?? row.name}
          <LinkPending />
        </Link>
        <span className={table.path}>
          {row.namespace}/{row.name}
        </span>
      </th>
      <td>
        {row.lastRun === undefined ? (
          <span className={table.quiet}>Never run</span>
        ) : (
          <Link href={`/runs/${row.lastRun.id}`} className={styles.run}>
            <StatusBadge status={row.lastRun.status} />
            <span className={table.quiet}>
              <RelativeTime at={row.lastRun.startedAt} />
            </span>
          </Link>
        )}
      </td>
      <td>
        {row.latestVersion === undefined ? (
          <Badge>draft</Badge>
        ) : (
          <Badge tone="accent">v{row.latestVersion.number}</Badge>
        )}
        {row.schedules.length > 0 && (
          <Link href={`/workflows/${row.id}/schedules`} className={styles.schedules}>
            <CalendarClock size={13} aria-hidden="true" />
            <span className="visually-hidden">Schedules:</span> {row.schedules.join(", ")}
          </Link>
        )}
      </td>
      <td className={table.quiet}>
        <RelativeTime at={row.updatedAt} />
      </td>
      <td className={styles.actions}>
        <WorkflowActions row={row} />
      </td>
    </tr>
  );
}
