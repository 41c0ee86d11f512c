// What the services stand on. Built once per process by `appDeps()`; tests build their own.

import { createHttpClient } from "@ironweave/actions/http";
import type { HttpClient } from "@ironweave/actions/http";
import type { Database, RunEventListener, SecretKey } from "@ironweave/db";
import { createDatabase, createPayloadCodec, listenRunEvents } from "@ironweave/db";
import { readEnvironment } from "./env.ts";
import type { RunEngine } from "./engine/run-engine.ts";
import { createTemporalEngine } from "./engine/temporal-engine.ts";
import { createSlots } from "./http/slots.ts";
import type { Slots } from "./http/slots.ts";
import { createLoginAttempts } from "./auth/login-attempts.ts";
import type { LoginAttempts } from "./auth/login-attempts.ts";
import { LIMITS } from "./limits.ts";

export interface AppDeps {
  readonly db: Database;
  readonly engine: RunEngine;
  readonly listener: RunEventListener;
  /** Open event streams by tenant. */
  readonly streams: Slots;
  readonly loginAttempts: LoginAttempts;
  /** The address that browsers use, where it is configured. */
  readonly publicUrl: string | undefined;
  /** The one way out (ADR 50); here it leads to the receivers of webhooks. */
  readonly http: Pick<HttpClient, "request">;
  /** Seals secrets at rest; undefined where none is configured. */
  readonly secretKey: SecretKey | undefined;
}

/** Next bundles each entry on its own, so a module's variable would exist several times; the global is one. */
declare global {
  var ironweaveAppDeps: AppDeps | undefined;
}

/** The process's own dependencies, made at the first call. Connections are opened when they are first needed. */
export function appDeps(): AppDeps {
  globalThis.ironweaveAppDeps ??= createAppDeps();
  return globalThis.ironweaveAppDeps;
}

function createAppDeps(): AppDeps {
  const env = readEnvironment();
  const db = createDatabase({ url: env.databaseUrl });
  return {
    db,
    engine: createTemporalEngine({ ...env.temporal, codec: createPayloadCodec(db) }),
    listener: listenRunEvents(db),
    streams: createSlots(LIMITS.streamsPerTenant),
    loginAttempts: createLoginAttempts(),
    publicUrl: env.publicUrl,
    http: createHttpClient({ allowHosts: env.egressAllow, totalMs: LIMITS.webhookMs }),
    secretKey: env.secretKey,
  };
}
