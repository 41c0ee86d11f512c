// One run as far as its journal tells.

import type { Json } from "@ironweave/jq";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { RunDetail } from "../contract/run-contract.ts";
import { readParent } from "./read-run-family.ts";
import { RUN_SUMMARY, runSummaryOf } from "./list-runs.ts";

/** The run with its input, its version's text and, once it has completed, its output. @throws ApiError `not_found` */
export async function getRun(deps: AppDeps, { tenantId }: Actor, id: string): Promise<RunDetail> {
  const version = { select: { id: true, number: true, text: true } };
  const { row, parent } = await deps.db.tenant(tenantId, async (tx) => ({
    row: await tx.run.findFirst({
      where: { id, tenantId },
      select: { ...RUN_SUMMARY, version, input: true, output: true },
    }),
    parent: await readParent(tx, tenantId, id),
  }));
  if (row === null) throw notFound("run");
  return {
    ...runSummaryOf(row),
    version: row.version,
    ...(parent === undefined ? {} : { parent }),
    input: row.input as Json,
    ...(row.status === "completed" ? { output: row.output as Json } : {}),
  };
}
