// What runs when the server starts: the check of the database role, the reconciler, the dispatcher of events,
// the scheduler, and whoever tells of runs.

/** Called once by Next for each runtime. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { startReconciler } = await import("./server/start-reconciler.ts");
  startReconciler();
  const { startEventDispatcher } = await import("./server/start-event-dispatcher.ts");
  startEventDispatcher();
  const { startScheduler } = await import("./server/start-scheduler.ts");
  startScheduler();
  const { startWebhooks } = await import("./server/start-webhooks.ts");
  startWebhooks();
  const { startPurge } = await import("./server/start-purge.ts");
  startPurge();
  const { startSpool } = await import("./server/start-spool.ts");
  startSpool();
}
