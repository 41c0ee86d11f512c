// Values that workflows keep. Whose they are follows from the run that asks, never from what it says. Writes of one key come one
// after the other; a step that writes again (its answer was lost) changes nothing.

import type { Json } from "@ironweave/jq";
import type { Database, TenantTransaction } from "./database.ts";

/** Who asks for which variable. */
export interface VariableName {
  readonly tenantId: string;
  readonly runId: string;
  readonly scope: "namespace" | "workflow" | "instance";
  readonly key: string;
}

export interface VariableWrite {
  /** The version that must be there, 0 where there must be none. @default any */
  readonly ifVersion?: number;
  /** Equal for every repetition of the same write. */
  readonly idempotencyKey: string;
}

/** What came of a write. `version` is 0 where the variable is gone. */
export type VariableWritten =
  | { readonly status: "written"; readonly version: number }
  | { readonly status: "conflict"; readonly version: number }
  | { readonly status: "full" };

/** Variables that one namespace, workflow or run may have. */
export const MAX_VARIABLES = 10_000;

interface Row {
  readonly value: Json;
  readonly version: bigint;
  readonly written_by: string;
}

/** The value and its version, or undefined where there is none. */
export function readVariable(
  db: Database,
  { tenantId, runId, scope, key }: VariableName,
): Promise<{ readonly value: Json; readonly version: number } | undefined> {
  return db.tenant(tenantId, async (tx) => {
    const row = await find(tx, tenantId, scope, await ownerOf(tx, tenantId, runId, scope), key);
    return row === undefined ? undefined : { value: row.value, version: Number(row.version) };
  });
}

/** Stores the value; undefined deletes. Where there are too many in the scope already, `full`. */
export function writeVariable(
  db: Database,
  { tenantId, runId, scope, key }: VariableName,
  value: Json | undefined,
  { ifVersion, idempotencyKey }: VariableWrite,
): Promise<VariableWritten> {
  return db.tenant(tenantId, async (tx): Promise<VariableWritten> => {
    const owner = await ownerOf(tx, tenantId, runId, scope);
    const lock = JSON.stringify([tenantId, scope, owner, key]);
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
    const row = await find(tx, tenantId, scope, owner, key);
    const version = Number(row?.version ?? 0);
    if (row?.written_by === idempotencyKey) return { status: "written", version };
    // A delete that is repeated finds nothing, which is what it wanted.
    if (value === undefined && row === undefined) return { status: "written", version: 0 };
    if (ifVersion !== undefined && ifVersion !== version) return { status: "conflict", version };
    if (value === undefined) {
      await tx.variable.deleteMany({ where: { tenantId, scope, owner, key } });
      return { status: "written", version: 0 };
    }
    if (row === undefined && (await tx.variable.count({ where: { tenantId, scope, owner } })) >= MAX_VARIABLES) {
      return { status: "full" };
    }
    const [written] = await tx.$queryRaw<{ version: bigint }[]>`
      insert into variable (tenant_id, scope, owner, key, value, written_by)
      values (${tenantId}::uuid, ${scope}, ${owner}, ${key}, ${JSON.stringify(value)}::json, ${idempotencyKey})
      on conflict (tenant_id, scope, owner, key) do update
      set value = excluded.value, version = excluded.version, written_by = excluded.written_by, updated_at = now()
      returning version`;
    return { status: "written", version: Number(written?.version ?? 0) };
  });
}

async function find(
  tx: TenantTransaction,
  tenantId: string,
  scope: string,
  owner: string,
  key: string,
): Promise<Row | undefined> {
  const [row] = await tx.$queryRaw<Row[]>`
    select value, version, written_by from variable
    where tenant_id = ${tenantId}::uuid and scope = ${scope} and owner = ${owner} and key = ${key}`;
  return row;
}

async function ownerOf(
  tx: TenantTransaction,
  tenantId: string,
  runId: string,
  scope: VariableName["scope"],
): Promise<string> {
  if (scope === "instance") return runId;
  const run = await tx.run.findUniqueOrThrow({
    where: { tenantId_id: { tenantId, id: runId } },
    select: { workflow: { select: { name: true, namespace: { select: { name: true } } } } },
  });
  const { name, namespace } = run.workflow;
  return scope === "namespace" ? namespace.name : `${namespace.name}/${name}`;
}
