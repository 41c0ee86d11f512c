// The list of workflows, each with its latest version and run. One query, so that it stays fast with many runs.

import type { RunStatus } from "@ironweave/schema/run";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { ListWorkflowsInput, WorkflowSummary } from "../contract/workflow-contract.ts";
import { LIMITS } from "../limits.ts";

interface Row {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly title: string | null;
  readonly updatedAt: Date;
  readonly versionId: string | null;
  readonly versionNumber: number | null;
  readonly schedules: readonly string[] | null;
  readonly runId: string | null;
  readonly runStatus: RunStatus | null;
  readonly runStartedAt: Date | null;
}

/** Newest change first; `search` is a part of the name or the title. */
export async function listWorkflows(
  deps: AppDeps,
  { tenantId }: Actor,
  input: ListWorkflowsInput,
): Promise<WorkflowSummary[]> {
  const namespace = input.namespace ?? null;
  const pattern = input.search === undefined ? null : `%${input.search.replaceAll(/[\\%_]/gu, "\\$&")}%`;
  const rows = await deps.db.tenant(
    tenantId,
    (tx) => tx.$queryRaw<Row[]>`
      select w.id::text, n.name as namespace, w.name, w.title, greatest(w.updated_at, w.draft_updated_at) as "updatedAt",
        v.id::text as "versionId", v.number as "versionNumber",
        (select array_agg(kind order by kind) from workflow_schedule s where s.workflow_id = w.id) as schedules,
        r.id::text as "runId", r.status as "runStatus", r.started_at as "runStartedAt"
      from workflow w
      join namespace n on n.id = w.namespace_id
      left join lateral (
        select id, number from workflow_version where workflow_id = w.id order by number desc limit 1
      ) v on true
      left join lateral (
        select id, status, coalesce(started_at, created_at) as started_at from run
        where tenant_id = w.tenant_id and workflow_id = w.id order by created_at desc limit 1
      ) r on true
      where w.tenant_id = ${tenantId}::uuid and w.deleted_at is null
        and (${namespace}::text is null or n.name = ${namespace}::text)
        and (${pattern}::text is null or w.name ilike ${pattern}::text or w.title ilike ${pattern}::text)
      order by "updatedAt" desc, w.id limit ${LIMITS.listRows}::int`,
  );
  return rows.map(summaryOf);
}

function summaryOf(row: Row): WorkflowSummary {
  const { id, namespace, name, title, versionId, versionNumber, runId, runStatus, runStartedAt } = row;
  return {
    id,
    namespace,
    name,
    updatedAt: row.updatedAt.toISOString(),
    schedules: [...(row.schedules ?? [])],
    ...(title === null ? {} : { title }),
    ...(versionId === null || versionNumber === null
      ? {}
      : {
          latestVersion: {
            id: versionId,
            number: versionNumber,
          },
        }),
    ...(runId === null || runStatus === null || runStartedAt === null
      ? {}
      : {
          lastRun: {
            id: runId,
            status: runStatus,
            startedAt: runStartedAt.toISOString(),
          },
        }),
  };
}
