// Events of the gateway. Thin: each procedure names its permission, its schemas and its service.

import * as contract from "../contract/event-contract.ts";
import { listEvents } from "../services/list-events.ts";
import { publishEvent } from "../services/publish-events.ts";
import { redeliverEvent } from "../services/redeliver-event.ts";
import { procedure, router } from "../trpc.ts";

export const eventRouter = router({
  list: procedure("event.read")
    .input(contract.listEventsInput)
    .output(contract.eventList)
    .query(({ ctx, input }) => listEvents(ctx.deps, ctx.actor, input)),

  publish: procedure("event.publish")
    .input(contract.publishEventInput)
    .output(contract.publishedEvents)
    .mutation(({ ctx, input }) => publishEvent(ctx.deps, ctx.actor, input.event)),

  redeliver: procedure("event.publish")
    .input(contract.eventIdInput)
    .output(contract.redeliveredEvent)
    .mutation(({ ctx, input }) => redeliverEvent(ctx.deps, ctx.actor, input.id)),
});
