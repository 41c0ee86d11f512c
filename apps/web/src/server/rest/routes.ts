// Every REST route that needs a caller, and the short list of what is public. A test asserts both.

import { EVENT_ROUTES } from "./event-routes.ts";
import { NAMESPACE_ROUTES } from "./namespace-routes.ts";
import { RUN_ROUTES } from "./run-routes.ts";
import type { Route } from "./route.ts";
import { SCHEDULE_ROUTES } from "./schedule-routes.ts";
import { WEBHOOK_ROUTES } from "./webhook-routes.ts";
import { WORKFLOW_ROUTES } from "./workflow-routes.ts";

export const ROUTES: readonly Route[] = [
  ...WORKFLOW_ROUTES,
  ...RUN_ROUTES,
  ...EVENT_ROUTES,
  ...SCHEDULE_ROUTES,
  ...WEBHOOK_ROUTES,
  ...NAMESPACE_ROUTES,
];

/** What anyone may read, as `METHOD template`. Nothing here shows a tenant's data. */
export const PUBLIC_ROUTES = ["GET /health", "GET /openapi.json"] as const;
