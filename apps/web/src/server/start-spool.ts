// Looks for events that the command line kept for this installation: at the start, and every few seconds, since one may have been
// kept while the server was just starting. Only where the state folder is known.

import { join } from "node:path";
import { appDeps } from "./app-deps.ts";
import { readStateFolder } from "./env.ts";
import { keepPassing } from "./keep-passing.ts";
import { takeSpool } from "./services/take-spool.ts";

const PAUSE_MS = 5_000;

/** Starts it once per process. */
export function startSpool(): void {
  const stateFolder = readStateFolder();
  if (stateFolder === undefined) return;
  keepPassing({
    pass: async () => {
      await takeSpool(appDeps(), join(stateFolder, "spool"));
      return PAUSE_MS;
    },
    retryMs: PAUSE_MS,
    complaint: "kept events could not be taken in; trying again",
  });
}
