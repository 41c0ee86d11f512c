// Who else is on a workflow at a moment, and how new its texts are.

import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { People, Person } from "../contract/presence-contract.ts";
import { headOf } from "./get-workflow.ts";

/** People by name; the caller is not among them, nor whose account is disabled. @throws ApiError `not_found` */
export function readPeople(deps: AppDeps, { tenantId, user }: Actor, id: string, nowMs: number): Promise<People> {
  return deps.db.tenant(tenantId, async (tx) => {
    const found = await tx.workflow.findFirst({
      where: { id, tenantId, deletedAt: null },
      select: {
        draftRevision: true,
        headVersionId: true,
        drafts: { where: { userId: user.id }, select: { revision: true } },
        presences: {
          where: { userId: { not: user.id }, expiresAt: { gt: new Date(nowMs) }, user: { disabledAt: null } },
          select: { userId: true, selected: true, unpublished: true, user: { select: { name: true } } },
          orderBy: { clientId: "asc" },
        },
      },
    });
    if (found === null) throw notFound("workflow");
    const people = new Map<string, Person>();
    for (const { userId, selected, unpublished, user: account } of found.presences) {
      const known = people.get(userId) ?? { userId, name: account.name, selected: [], unpublished: false };
      people.set(userId, {
        ...known,
        selected:
          selected === null || known.selected.includes(selected) ? known.selected : [...known.selected, selected],
        unpublished: known.unpublished || unpublished,
      });
    }
    return {
      people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name) || (a.userId < b.userId ? -1 : 1)),
      head: await headOf(tx, found),
      draftRevision: found.drafts[0]?.revision ?? 0,
    };
  });
}
