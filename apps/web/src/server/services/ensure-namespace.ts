// The namespace that a document names, made when it is first used.

import { newId } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";

/** Id of the tenant's namespace of that name. Safe when several create it at once. */
export async function ensureNamespace(tx: TenantTransaction, tenantId: string, name: string): Promise<string> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into namespace (id, tenant_id, name) values (${newId()}::uuid, ${tenantId}::uuid, ${name})
    on conflict (tenant_id, name) do update set name = excluded.name returning id::text`;
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("the namespace was neither found nor made");
  return id;
}
