// Looks for events that the command line kept for this installation: at the start, and every few seconds, since one may have been
// kept while the server was just starting. Only where the state folder is known.

import { join } from "node:path";
import { appDeps } from "./app-deps.ts";
import { readStateFolder } from "./env.ts";
import { takeSpool } from "./services/take-spool.ts";

const PAUSE_MS = 5_000;

/** Starts it once per process. */
export function startSpool(): void {
  const stateFolder = readStateFolder();
  if (stateFolder === undefined) return;
  let failing = false;
  const pass = async (): Promise<void> => {
    try {
      await takeSpool(appDeps(), join(stateFolder, "spool"));
      failing = false;
    } catch (error) {
      // Said once per outage.
      if (!failing) console.error("kept events could not be taken in; trying again", error);
      failing = true;
    }
    setTimeout(() => void pass(), PAUSE_MS).unref();
  };
  void pass();
}
