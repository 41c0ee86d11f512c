// The whole tRPC API. Its type is what the browser builds on.
import { router } from "../trpc.ts";
import { eventRouter } from "./event-router.ts";
import { namespaceRouter } from "./namespace-router.ts";
import { runRouter } from "./run-router.ts";
import { scheduleRouter } from "./schedule-router.ts";
import { sessionRouter } from "./session-router.ts";
import { templateRouter } from "./template-router.ts";
import { workflowRouter } from "./workflow-router.ts";

export const appRouter = router({
  session: sessionRouter,
  namespace: namespaceRouter,
  workflow: workflowRouter,
  template: templateRouter,
  run: runRouter,
  schedule: scheduleRouter,
  event: eventRouter,
});

export type AppRouter = typeof appRouter;
