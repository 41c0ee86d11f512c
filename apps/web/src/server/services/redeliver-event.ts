// Offers an event again, as if it had just come: to the runs that wait now, and to the workflows that it starts. A run that has had
// it does not get it twice, and a workflow is started again only where it has a new version.

import { notifyEvents, writeAudit } from "@ironweave/db";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";

/** Done; matching follows on its own. @throws ApiError `not_found` */
export function redeliverEvent(deps: AppDeps, actor: Actor, id: string): Promise<{ redelivered: true }> {
  const { tenantId, user } = actor;
  return deps.db.tenant(tenantId, async (tx) => {
    const { count } = await tx.event.updateMany({ where: { id, tenantId }, data: { state: "new" } });
    if (count === 0) throw notFound("event");
    await writeAudit(tx, { tenantId, actorId: user.id, action: "event.redeliver", target: `event/${id}` });
    await notifyEvents(tx);
    return { redelivered: true };
  });
}
