// Runs, newest first, page by page. The cursor is the last row's place in the order, so new runs do not shift the pages.

import type { Prisma } from "@ironweave/db";
import type { RunStatus, WorkflowError } from "@ironweave/schema/run";
import { ApiError } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { ListRunsInput, RunPage, RunSummary } from "../contract/run-contract.ts";

/** The columns of a run's summary. */
export const RUN_SUMMARY = {
  id: true,
  status: true,
  error: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
  lastSeq: true,
  workflow: { select: { id: true, name: true, deletedAt: true, namespace: { select: { name: true } } } },
  version: { select: { id: true, number: true } },
} as const satisfies Prisma.RunSelect;

type Row = Prisma.RunGetPayload<{ select: typeof RUN_SUMMARY }>;

/** A page of runs. @throws ApiError `invalid_input` for a cursor that is not one of ours */
export async function listRuns(deps: AppDeps, { tenantId }: Actor, input: ListRunsInput): Promise<RunPage> {
  const { workflowId, status, search = "", limit } = input;
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor);
  const rows = await deps.db.tenant(tenantId, (tx) =>
    tx.run.findMany({
      where: {
        tenantId,
        ...(workflowId === undefined ? {} : { workflowId }),
        ...(status === undefined ? {} : { status }),
        AND: [
          search === "" ? {} : { OR: matching(search) },
          input.since === undefined ? {} : { createdAt: { gte: new Date(input.since) } },
          input.until === undefined ? {} : { createdAt: { lt: new Date(input.until) } },
          before === undefined
            ? {}
            : { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }] },
        ],
      },
      select: RUN_SUMMARY,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    runs: page.map(runSummaryOf),
    ...(hasMore ? { nextCursor: `${last.createdAt.getTime()}.${last.id}` } : {}),
  };
}

/** Any of these is a match. */
function matching(search: string): Prisma.RunWhereInput[] {
  const contains = { contains: search.replaceAll(/[\\%_]/gu, "\\$&"), mode: "insensitive" } as const;
  const range = idsBeginningWith(search);
  return [
    { workflow: { OR: [{ name: contains }, { title: contains }, { namespace: { name: contains } }] } },
    ...(range === undefined ? [] : [{ id: range }]),
  ];
}

/** The ids between the least and the greatest that begin so; undefined where none can. */
export function idsBeginningWith(text: string): { readonly gte: string; readonly lte: string } | undefined {
  const digits = text.toLowerCase().replaceAll("-", "");
  if (!/^[0-9a-f]{4,32}$/u.test(digits)) return undefined;
  const padded = (digit: string) =>
    digits.padEnd(32, digit).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
  return { gte: padded("0"), lte: padded("f") };
}

/** The row as the API shows it. */
export function runSummaryOf(row: Row): RunSummary {
  const { workflow, version } = row;
  return {
    id: row.id,
    status: row.status as RunStatus,
    workflow: {
      id: workflow.id,
      name: workflow.name,
      namespace: workflow.namespace.name,
      ...(workflow.deletedAt === null ? {} : { deletedAt: workflow.deletedAt.toISOString() }),
    },
    version: { id: version.id, number: version.number },
    ...(row.error === null ? {} : { error: asWorkflowError(row.error) }),
    createdAt: row.createdAt.toISOString(),
    ...(row.startedAt === null ? {} : { startedAt: row.startedAt.toISOString() }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt.toISOString() }),
    lastSeq: row.lastSeq,
  };
}

/** The column holds what `appendRunEvents` wrote: the error of a `workflow.faulted` event. */
function asWorkflowError(value: Prisma.JsonValue): WorkflowError {
  return value as object as WorkflowError;
}

function readCursor(cursor: string): { readonly at: Date; readonly id: string } {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/u.exec(cursor);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new ApiError("invalid_input", "The cursor is not one that a list of runs has returned.");
  }
  return { at: new Date(Number(match[1])), id: match[2] };
}
