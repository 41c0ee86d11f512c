// All activities of the worker: one per action of the catalog, named as the action, and the system's own.

import { createActions } from "@ironweave/actions";
import type { ActionDeps } from "@ironweave/actions";
import type { Json } from "@ironweave/jq";
import type { RunDocumentInput, RunEvent } from "@ironweave/schema/run";
import type { JournalBuffer } from "../journal-buffer.ts";
import type { ActionRequest, EventActivities, SealRequest, SubflowRequest, SystemActivities } from "../messages.ts";
import { Flights } from "./flights.ts";
import { createActionActivity } from "./run-action.ts";
import type { RunActionDeps } from "./run-action.ts";

export interface ActivityDeps extends RunActionDeps {
  /** What the operator decides about actions. @default the actions' own defaults */
  readonly actions?: ActionDeps;
  readonly journal: JournalBuffer;
  /** Makes a sub-workflow's run. Rejects with an ApplicationFailure of `SUBFLOW_REFUSALS`. */
  readonly resolveSubflow: (request: SubflowRequest) => Promise<RunDocumentInput>;
  /** The gateway of events. @default none: what is emitted goes nowhere, and nothing is delivered */
  readonly events?: EventActivities;
}

const NO_EVENTS: EventActivities = {
  publishEvent: () => Promise.resolve(),
  announceListener: () => Promise.resolve(),
  removeListener: () => Promise.resolve(),
};

export type Activities = SystemActivities & {
  readonly [action: string]: (request: never) => Promise<Json | void | RunDocumentInput | RunEvent>;
};

/** The activities over their dependencies. Throws when an action's name is taken by the system. */
export function createActivities(deps: ActivityDeps): Activities {
  const system: SystemActivities = {
    sealJournal: async ({ tenantId, runId, events, final }: SealRequest) =>
      (await deps.journal.seal(tenantId, runId, events, final)) ?? null,
    resolveSubflow: (request) => deps.resolveSubflow(request),
    ...(deps.events ?? NO_EVENTS),
  };
  const flights = new Flights();
  const actions: Record<string, (request: ActionRequest) => Promise<Json>> = {};
  for (const [name, action] of createActions(deps.actions)) {
    if (name in system) throw new Error(`the action ${name} has the name of a system activity`);
    actions[name] = createActionActivity(action, deps, flights);
  }
  return { ...actions, ...system };
}
