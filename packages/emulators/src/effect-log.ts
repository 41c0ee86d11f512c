// The append-only log of what reached an emulator: the witness that tests hold against what the product says.
// The invariant: every changing request is one entry, in order, whether it succeeded or not; attempts are counted by key.

import type { EmulatorRequest, EmulatorResponse } from "./start-server.ts";

export interface EffectEntry {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** What changed, e.g. `device.created`; absent when nothing did. */
  readonly effect?: string;
  /** The id of the object that changed. */
  readonly id?: string;
  readonly idempotencyKey?: string;
  /** 1 for the first request with this key, 2 for the second; 1 without a key. */
  readonly attempt: number;
}

export interface EffectLog {
  entries(): readonly EffectEntry[];
  append(request: EmulatorRequest, response: EmulatorResponse): void;
  clear(): void;
}

/** An empty log. `now` is epoch milliseconds. */
export function createEffectLog(now: () => number): EffectLog {
  const entries: EffectEntry[] = [];
  return {
    entries: () => [...entries],
    append(request, response) {
      const key = request.header("idempotency-key");
      const earlier = key === undefined ? 0 : entries.filter((entry) => entry.idempotencyKey === key).length;
      entries.push({
        seq: entries.length + 1,
        at: new Date(now()).toISOString(),
        method: request.method,
        path: request.url.pathname,
        status: response.status,
        ...(response.effect === undefined ? {} : { effect: response.effect.name, id: response.effect.id }),
        ...(key === undefined ? {} : { idempotencyKey: key }),
        attempt: earlier + 1,
      });
    },
    clear() {
      entries.length = 0;
    },
  };
}
