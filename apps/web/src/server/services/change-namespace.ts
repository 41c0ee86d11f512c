// Disables a namespace, so that nothing of it starts, or enables it again. What runs goes on.

import { notifySchedules, writeAudit } from "@ironweave/db";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import { restartSchedulesWithin } from "./restart-schedules.ts";

export interface NamespaceChange {
  readonly name: string;
  readonly disabled: boolean;
}

/** As it is now. Times that pass while it is disabled are not caught up. @throws ApiError `not_found` */
export function changeNamespace(deps: AppDeps, actor: Actor, change: NamespaceChange): Promise<NamespaceChange> {
  const { tenantId, user } = actor;
  const { name, disabled } = change;
  return deps.db.tenant(tenantId, async (tx) => {
    const found = await tx.namespace.findFirst({ where: { tenantId, name } });
    if (found === null) throw notFound("namespace");
    if ((found.disabledAt !== null) === disabled) return { name, disabled };
    const now = new Date();
    await tx.namespace.update({ where: { id: found.id }, data: { disabledAt: disabled ? now : null } });
    if (!disabled) {
      await restartSchedulesWithin(tx, tenantId, { workflow: { namespaceId: found.id, deletedAt: null } });
    }
    const action = disabled ? "namespace.disable" : "namespace.enable";
    await writeAudit(tx, { tenantId, actorId: user.id, action, target: `namespace/${name}` });
    await notifySchedules(tx);
    return { name, disabled };
  });
}
