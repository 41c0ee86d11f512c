// Starts runs for events, and keeps those that wait for others. Inside the matcher's transaction: a group, its events and the run
// that it becomes are never seen apart.

import { newId } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import type { Json, JsonObject } from "@ironweave/jq";
import { isGathered, joinGroup } from "../events/event-trigger.ts";
import type { Gathered } from "../events/event-trigger.ts";
import { LIMITS } from "../limits.ts";
import { insertTriggeredRun } from "./insert-triggered-run.ts";
import type { EventTrigger } from "./read-event-triggers.ts";

interface Group extends Gathered {
  readonly id: string;
  readonly eventIds: readonly string[];
  readonly stored: boolean;
}

interface Incoming {
  readonly id: string;
  readonly body: JsonObject;
}

export interface Gathering {
  /** Hands an event to a trigger: the run that it started, if any, and whether the trigger took it. */
  take(
    trigger: EventTrigger,
    event: Incoming,
    matching: readonly number[],
  ): Promise<{ readonly taken: boolean; readonly runId?: string }>;
}

/** Keeps the groups of one pass over one tenant. */
export function gatherEvents(tx: TenantTransaction, tenantId: string, nowMs: number): Gathering {
  const bodies = new Map<string, Json>();
  const open = new Map<string, Group[]>();

  const groupsOf = async (scheduleId: string): Promise<Group[]> => {
    const known = open.get(scheduleId);
    if (known !== undefined) return known;
    const createdAt = { gt: new Date(nowMs - LIMITS.eventGroupMs) };
    const rows = await tx.eventGroup.findMany({
      where: { tenantId, scheduleId, createdAt },
      orderBy: { id: "asc" },
      take: LIMITS.eventGroups,
    });
    const groups = rows.map(({ id, correlation, served, eventIds }): Group => {
      return { id, correlation: correlation as JsonObject, served, eventIds, count: eventIds.length, stored: true };
    });
    open.set(scheduleId, groups);
    return groups;
  };

  const bodiesOf = async (ids: readonly string[]): Promise<readonly Json[]> => {
    const missing = ids.filter((id) => !bodies.has(id));
    const rows = await tx.event.findMany({
      where: { tenantId, id: { in: missing } },
      select: { id: true, body: true },
    });
    for (const { id, body } of rows) bodies.set(id, body as Json);
    return ids.flatMap((id) => bodies.get(id) ?? []);
  };

  const start = async (
    trigger: EventTrigger,
    idempotencyKey: string,
    eventIds: readonly string[],
  ): Promise<{ readonly taken: true; readonly runId?: string }> => {
    const { workflowId, versionId } = trigger;
    const input = [...(await bodiesOf(eventIds))];
    const runId = await insertTriggeredRun(tx, { tenantId, workflowId, versionId, idempotencyKey, input, eventIds });
    if (runId === undefined) return { taken: true };
    const started = eventIds.map((eventId) => ({ tenantId, eventId, runId, state: "started" }));
    await tx.eventDelivery.createMany({ data: started, skipDuplicates: true });
    return { taken: true, runId };
  };

  /** True for an event that is offered again and is in a group, or was in one that has become a run. */
  const isGatheredBefore = async (
    { workflowId }: EventTrigger,
    eventId: string,
    groups: readonly Group[],
  ): Promise<boolean> => {
    if (groups.some(({ eventIds }) => eventIds.includes(eventId))) return true;
    return (await tx.eventDelivery.count({ where: { eventId, state: "started", run: { workflowId } } })) > 0;
  };

  const store = async (trigger: EventTrigger, group: Group): Promise<void> => {
    const { id, correlation, served, eventIds } = group;
    const data = { correlation, served: [...served], eventIds: [...eventIds] };
    if (group.stored) await tx.eventGroup.updateMany({ where: { id }, data });
    else await tx.eventGroup.create({ data: { id, tenantId, scheduleId: trigger.scheduleId, ...data } });
  };

  return {
    take: async (trigger, event, matching) => {
      bodies.set(event.id, event.body);
      if (trigger.until === undefined) {
        return start(trigger, `event/${trigger.versionId}/${event.id}`, [event.id]);
      }
      const groups = await groupsOf(trigger.scheduleId);
      if (await isGatheredBefore(trigger, event.id, groups)) return { taken: true };
      const fresh: Group = { id: newId(), correlation: {}, served: [], eventIds: [], count: 0, stored: false };
      for (const group of groups.length < LIMITS.eventGroups ? [...groups, fresh] : groups) {
        const joined = joinGroup(trigger, group, event.body, matching);
        if (joined === undefined) continue;
        const eventIds = joined.kept ? [...group.eventIds, event.id] : group.eventIds;
        const next: Group = { ...group, ...joined, eventIds };
        const events = typeof trigger.until === "object" ? await bodiesOf(eventIds) : [];
        const position = groups.indexOf(group);
        if (!isGathered(trigger, next, () => events)) {
          await store(trigger, next);
          groups.splice(position < 0 ? groups.length : position, 1, { ...next, stored: true });
          return { taken: true };
        }
        if (group.stored) await tx.eventGroup.deleteMany({ where: { id: group.id } });
        if (position >= 0) groups.splice(position, 1);
        return start(trigger, `group/${group.id}`, eventIds);
      }
      return { taken: false };
    },
  };
}
