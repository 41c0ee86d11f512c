// Runs the reconciler every few seconds for as long as the process lives. A pass that fails is logged and tried again.

import { appDeps } from "./app-deps.ts";
import { keepPassing } from "./keep-passing.ts";
import { reconcileRuns } from "./services/reconcile-runs.ts";

const PAUSE_MS = 5_000;

/** Starts it once per process. Ends the process where DATABASE_URL names a role that row-level security does not hold. */
export function startReconciler(): void {
  const deps = appDeps();
  let checked = false;
  keepPassing({
    pass: async () => {
      if (!checked) await deps.db.assertSafeRole().catch(endWhereUnsafe);
      checked = true;
      await reconcileRuns(deps);
      return PAUSE_MS;
    },
    retryMs: PAUSE_MS,
    complaint: "the reconciler could not finish a pass and will try again",
  });
}

function endWhereUnsafe(error: unknown): never {
  // By name: the class may exist once in each of Next's bundles.
  if (error instanceof Error && error.name === "UnsafeRoleError") {
    console.error(error.message);
    process.exit(1);
  }
  throw error;
}
