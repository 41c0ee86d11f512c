// The tenant's namespaces, by name.

import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { NamespaceInfo } from "../contract/session-contract.ts";

/** All of them, in alphabetical order. */
export function listNamespaces(deps: AppDeps, { tenantId }: Actor): Promise<NamespaceInfo[]> {
  return deps.db.tenant(tenantId, (tx) =>
    tx.namespace.findMany({ where: { tenantId }, select: { id: true, name: true }, orderBy: { name: "asc" } }),
  );
}
