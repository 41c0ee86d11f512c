// What the services stand on. Built once per process by `appDeps()`; tests build their own.

import type { Database } from "@ironweave/db";
import type { RunEngine } from "./engine/run-engine.ts";

export interface AppDeps {
  readonly db: Database;
  readonly engine: RunEngine;
}
