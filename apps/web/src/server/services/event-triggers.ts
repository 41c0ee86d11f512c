// The workflows that events start: `schedule.on` of each workflow's latest version (dsl-reference, "Schedule").
// `one` and `any` are known here: each event that a filter matches starts one run. Parsed texts are kept by version.

import type { TenantTransaction } from "@ironweave/db";
import type { EventSubscription } from "@ironweave/engine";
import type { Json, JsonObject } from "@ironweave/jq";
import { parseSource } from "@ironweave/schema";

export interface EventTrigger {
  readonly workflowId: string;
  readonly versionId: string;
  readonly filters: readonly EventSubscription[];
}

/** Versions never change, so what was read from one holds for good. The oldest are forgotten. */
const KEPT = 1_000;
const known = new Map<string, readonly EventSubscription[]>();

/** The triggers of the tenant of the transaction. */
export async function readEventTriggers(tx: TenantTransaction): Promise<readonly EventTrigger[]> {
  const latest = await tx.$queryRaw<{ id: string; workflowId: string }[]>`
    select v.id::text as id, w.id::text as "workflowId" from workflow w
    join lateral (
      select id, text from workflow_version where workflow_id = w.id order by number desc limit 1
    ) v on true
    where w.deleted_at is null and position('schedule' in v.text) > 0`;
  const unread = latest.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  const texts = await tx.workflowVersion.findMany({ where: { id: { in: unread } }, select: { id: true, text: true } });
  for (const { id, text } of texts) remember(id, filtersOf(parseSource(text).value));
  return latest
    .map(({ id, workflowId }) => ({ workflowId, versionId: id, filters: known.get(id) ?? [] }))
    .filter(({ filters }) => filters.length > 0);
}

function remember(versionId: string, filters: readonly EventSubscription[]): void {
  const [oldest] = known.keys();
  if (known.size >= KEPT && oldest !== undefined) known.delete(oldest);
  known.set(versionId, filters);
}

function filtersOf(document: Json | undefined): readonly EventSubscription[] {
  const on = member(member(document, "schedule"), "on");
  const one = member(on, "one");
  const any = member(on, "any");
  const filters = Array.isArray(any) ? (any as readonly Json[]) : one === undefined ? [] : [one];
  return filters.flatMap((filter) => {
    const attributes = member(filter, "with");
    return isObject(attributes) ? [{ with: attributes, scope: {} }] : [];
  });
}

function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
