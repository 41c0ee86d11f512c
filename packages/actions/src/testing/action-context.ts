// A context for tests of actions: a guarded client, secrets in memory, a log that can be read.

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import type { ActionContext, HttpClient } from "../define-action.ts";
import type { VariableStore } from "../variables/variable-store.ts";

export interface TestContext extends ActionContext {
  readonly lines: readonly string[];
}

/** A context with defaults; `secrets` are the only ones that exist. */
export function testContext(
  http: HttpClient,
  options: {
    readonly secrets?: Readonly<Record<string, Json>>;
    readonly signal?: AbortSignal;
    readonly idempotencyKey?: string;
    readonly variables?: VariableStore;
  } = {},
): TestContext {
  const lines: string[] = [];
  return {
    http,
    lines,
    signal: options.signal ?? new AbortController().signal,
    idempotencyKey: options.idempotencyKey ?? "tenant/run/do/0/step/-",
    async secret(name) {
      const value = options.secrets?.[name];
      if (value === undefined) throw new ActionError("authorization", `no secret ${name}`, { title: "secret_refused" });
      return value;
    },
    log: (line) => lines.push(line),
    heartbeat: () => undefined,
    ...(options.variables === undefined ? {} : { variables: options.variables }),
  };
}
