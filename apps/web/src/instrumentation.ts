// What runs when the server starts: the check of the database role, and the reconciler.

/** Called once by Next for each runtime. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { startReconciler } = await import("./server/start-reconciler.ts");
  startReconciler();
}
