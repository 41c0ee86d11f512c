// The worker's events over the database: what a run emits is stored like what comes from outside, and what a run waits for is a
// row. Matching and delivery are the server's.

import { announceSubscription, removeSubscription, storeEvents } from "@ironweave/db";
import type { Database } from "@ironweave/db";
import { plainTypesOf } from "@ironweave/engine";
import type { EventSubscription } from "@ironweave/engine";
import { eventProblem } from "@ironweave/schema/run";
import { ApplicationFailure } from "@temporalio/common";
import { EVENT_REFUSED } from "./messages.ts";
import type { AnnounceRequest, EventActivities } from "./messages.ts";

/** All three may be repeated. `publishEvent` rejects with the non-retryable failure `EventRefused`. */
export function databaseEvents(db: Database): EventActivities {
  return {
    publishEvent: async ({ tenantId, runId, event }) => {
      const problem = eventProblem(event);
      if (problem !== undefined) throw ApplicationFailure.nonRetryable(problem, EVENT_REFUSED);
      await storeEvents(db, tenantId, [event], runId);
    },
    announceListener: (request) => announceSubscription(db, { ...request, types: plainTypesOf(filtersOf(request)) }),
    removeListener: (request) => removeSubscription(db, request),
  };
}

/** What the run's listeners wrote: subscriptions of the engine, which crossed as JSON. */
function filtersOf({ filters }: AnnounceRequest): readonly EventSubscription[] {
  const written: unknown = filters;
  return written as readonly EventSubscription[];
}
