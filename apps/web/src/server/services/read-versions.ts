// Versions of a workflow, as they were saved.

import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { VersionDetail, VersionSummary } from "../contract/workflow-contract.ts";
import { readWorkflow } from "./get-workflow.ts";

const SUMMARY = {
  id: true,
  workflowId: true,
  number: true,
  hash: true,
  note: true,
  author: true,
  createdAt: true,
} as const;

interface VersionRow {
  readonly id: string;
  readonly workflowId: string;
  readonly number: number;
  readonly hash: string;
  readonly note: string | null;
  readonly author: string | null;
  readonly createdAt: Date;
}

/** The versions without their texts, newest first. @throws ApiError `not_found` */
export function listVersions(deps: AppDeps, actor: Actor, workflowId: string): Promise<VersionSummary[]> {
  const { tenantId } = actor;
  return deps.db.tenant(tenantId, async (tx) => {
    await readWorkflow(tx, actor, workflowId);
    const rows = await tx.workflowVersion.findMany({
      where: { tenantId, workflowId },
      select: SUMMARY,
      orderBy: { number: "desc" },
    });
    return rows.map(versionSummaryOf);
  });
}

/** One version; also of a deleted workflow, since its runs still show it. @throws ApiError `not_found` */
export function getVersion(deps: AppDeps, { tenantId }: Actor, versionId: string): Promise<VersionDetail> {
  return deps.db.tenant(tenantId, async (tx) => {
    const where = { id: versionId, tenantId };
    const row = await tx.workflowVersion.findFirst({ where, select: { ...SUMMARY, text: true } });
    if (row === null) throw notFound("version");
    return { ...versionSummaryOf(row), text: row.text };
  });
}

/** The row as the API shows it. */
export function versionSummaryOf(row: VersionRow): VersionSummary {
  const { id, workflowId, number, hash, note, author } = row;
  return {
    id,
    workflowId,
    number,
    hash,
    ...(note === null ? {} : { note }),
    ...(author === null ? {} : { author }),
    createdAt: row.createdAt.toISOString(),
  };
}
