// Forgets old events once an hour, for as long as the process lives.

import { appDeps } from "./app-deps.ts";
import { purgeEvents } from "./services/purge-events.ts";

const PAUSE_MS = 3_600_000;
/** A server that has just started has better things to do. */
const FIRST_MS = 60_000;

/** Starts it once per process. */
export function startPurge(): void {
  const pass = async (): Promise<void> => {
    try {
      await purgeEvents(appDeps());
    } catch (error) {
      console.error("old events could not be forgotten; trying again in an hour", error);
    }
    setTimeout(() => void pass(), PAUSE_MS).unref();
  };
  setTimeout(() => void pass(), FIRST_MS).unref();
}
