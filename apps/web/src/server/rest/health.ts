// Whether the app can work, for probes. Says up or down and nothing else.

import type { AppDeps } from "../app-deps.ts";
import { isEngineUnavailable } from "../engine/run-engine.ts";
import { jsonResponse } from "../http/json-response.ts";

/** No tenant and no run has this id. */
const NOBODY = "00000000-0000-4000-8000-000000000000";

/** 200 where the database answers, else 503. The engine may be down: runs are accepted and started later. */
export async function health(deps: AppDeps): Promise<Response> {
  const [database, engine] = await Promise.all([isDatabaseUp(deps), isEngineUp(deps)]);
  const word = (up: boolean): string => (up ? "up" : "down");
  const body = { status: database ? "ok" : "down", database: word(database), engine: word(engine) };
  return jsonResponse(body, database ? 200 : 503, database ? {} : { "retry-after": "2" });
}

async function isDatabaseUp({ db }: AppDeps): Promise<boolean> {
  return db
    .tenant(NOBODY, (tx) => tx.tenant.count())
    .then(
      () => true,
      () => false,
    );
}

async function isEngineUp({ engine }: AppDeps): Promise<boolean> {
  return engine.state(NOBODY, NOBODY).then(
    () => true,
    (error: unknown) => !isEngineUnavailable(error),
  );
}
