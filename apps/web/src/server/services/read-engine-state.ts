// Whether runs can go on: the engine answers, and a worker asks it for work. Of the installation, not of a tenant.

import type { AppDeps } from "../app-deps.ts";
import type { EngineState } from "../contract/run-contract.ts";
import { isEngineUnavailable } from "../engine/run-engine.ts";
import type { RunEngine } from "../engine/run-engine.ts";

/** Many pages ask; the engine is asked once in this time. */
const KEEP_MS = 3_000;

const asked = new WeakMap<RunEngine, { readonly at: number; readonly state: Promise<EngineState> }>();

/** As it was a few seconds ago at most. */
export function readEngineState({ engine }: Pick<AppDeps, "engine">, now: number = Date.now()): Promise<EngineState> {
  const before = asked.get(engine);
  if (before !== undefined && now - before.at < KEEP_MS) return before.state;
  const state = engine.hasWorkers().then(
    (workers): EngineState => ({ state: workers ? "working" : "no-workers" }),
    (error: unknown): EngineState => {
      if (isEngineUnavailable(error)) return { state: "down" };
      throw error;
    },
  );
  asked.set(engine, { at: now, state });
  return state;
}
