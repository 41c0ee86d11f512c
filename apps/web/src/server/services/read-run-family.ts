// Which run started a run by `run: workflow`, and which runs it has started itself.

import type { TenantTransaction } from "@ironweave/db";
import type { RunStatus } from "@ironweave/schema/run";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { RunChildren, RunChildrenInput, RunParent } from "../contract/run-contract.ts";
import { LIMITS } from "../limits.ts";

interface Names {
  readonly namespace: string;
  readonly name: string;
}

/** The step that started the run; undefined where no run did. */
export async function readParent(
  tx: TenantTransaction,
  tenantId: string,
  runId: string,
): Promise<RunParent | undefined> {
  const [row] = await tx.$queryRaw<(Names & Omit<RunParent, "workflow">)[]>`
    select p.id::text as "runId", c.parent_task as task, c.parent_execution as execution, n.name as namespace, w.name as name
    from run c
    join run p on p.tenant_id = c.tenant_id and p.id = c.parent_run_id
    join workflow w on w.id = p.workflow_id
    join namespace n on n.id = w.namespace_id
    where c.tenant_id = ${tenantId}::uuid and c.id = ${runId}::uuid`;
  if (row === undefined) return undefined;
  const { runId: parentId, task, execution, namespace, name } = row;
  return { runId: parentId, task, execution, workflow: { namespace, name } };
}

/** Oldest first, the first thousand. @throws ApiError `not_found` */
export function readChildren(deps: AppDeps, { tenantId }: Actor, input: RunChildrenInput): Promise<RunChildren> {
  const execution = input.execution ?? null;
  return deps.db.tenant(tenantId, async (tx) => {
    if ((await tx.run.count({ where: { id: input.id, tenantId } })) === 0) throw notFound("run");
    const rows = await tx.$queryRaw<
      (Names & { id: string; status: RunStatus; task: string; execution: number; createdAt: Date })[]
    >`
      select r.id::text as id, r.status, r.parent_task as task, r.parent_execution as execution, r.created_at as "createdAt",
        n.name as namespace, w.name as name
      from run r
      join workflow w on w.id = r.workflow_id
      join namespace n on n.id = w.namespace_id
      where r.tenant_id = ${tenantId}::uuid and r.parent_run_id = ${input.id}::uuid
        and (${execution}::int is null or r.parent_execution = ${execution}::int)
      order by r.created_at, r.id limit ${LIMITS.listRows}::int`;
    return {
      runs: rows.map(({ id, status, task, execution: number, namespace, name, createdAt }) => ({
        id,
        status,
        task,
        execution: number,
        workflow: { namespace, name },
        createdAt: createdAt.toISOString(),
      })),
    };
  });
}
