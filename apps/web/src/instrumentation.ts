// What runs when the server starts: the check of the database role, the reconciler, and the dispatcher of events.

/** Called once by Next for each runtime. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { startReconciler } = await import("./server/start-reconciler.ts");
  startReconciler();
  const { startEventDispatcher } = await import("./server/start-event-dispatcher.ts");
  startEventDispatcher();
}
