// Runs the reconciler every few seconds for as long as the process lives. A pass that fails is logged and tried again.

import { appDeps } from "./app-deps.ts";
import { reconcileRuns } from "./services/reconcile-runs.ts";

const PAUSE_MS = 5_000;

/** Starts it once per process. Ends the process where DATABASE_URL names a role that row-level security does not hold. */
export function startReconciler(): void {
  const deps = appDeps();
  let failing = false;
  let checked = false;
  const pass = async (): Promise<void> => {
    try {
      if (!checked) await deps.db.assertSafeRole();
      checked = true;
      await reconcileRuns(deps);
      failing = false;
    } catch (error) {
      // By name: the class may exist once in each of Next's bundles.
      if (error instanceof Error && error.name === "UnsafeRoleError") {
        console.error(error.message);
        process.exit(1);
      }
      // Said once per outage, not every five seconds.
      if (!failing) console.error("the reconciler could not finish a pass and will try again", error);
      failing = true;
    }
    setTimeout(() => void pass(), PAUSE_MS).unref();
  };
  void pass();
}
