// What brokers answer instead of doing what was asked, by the names that KafkaJS gives their codes.

import { setTimeout as delay } from "node:timers/promises";

/** A leader or coordinator is being chosen or still reads its log: nothing was done, and soon it can be. */
const NOT_READY = new Set([
  "LEADER_NOT_AVAILABLE",
  "NOT_LEADER_FOR_PARTITION",
  "NOT_ENOUGH_REPLICAS",
  "GROUP_LOAD_IN_PROGRESS",
  "GROUP_COORDINATOR_NOT_AVAILABLE",
  "NOT_COORDINATOR_FOR_GROUP",
]);
const DELAYS_MS = [100, 200, 400, 800, 1600];

/** The name of a broker's answer in the chain of causes, such as `UNKNOWN_TOPIC_OR_PARTITION`. */
export function answerIn(error: unknown): string | undefined {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    if ("type" in each && typeof each.type === "string") return each.type;
  }
  return undefined;
}

/** What `work` gives, tried again for three seconds while the broker says that it is not ready and has done nothing. */
export async function whenReady<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (const delayMs of DELAYS_MS) {
    try {
      return await work();
    } catch (error) {
      if (!NOT_READY.has(answerIn(error) ?? "")) throw error;
      await delay(delayMs, undefined, { signal });
    }
  }
  return work();
}
