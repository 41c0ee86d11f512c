// Variables in memory, for tests and for runs that leave nothing behind.

import type { Json } from "@ironweave/jq";
import type { VariableScope, VariableStore } from "./variable-store.ts";

interface Kept {
  readonly value: Json;
  readonly version: number;
  readonly writtenBy: string;
}

/** Whose variables a run sees. */
export interface VariableOwner {
  readonly namespace: string;
  readonly workflow: string;
  readonly runId: string;
}

/** Stores for runs that share what their scopes share. */
export function memoryVariables(): (owner: VariableOwner) => VariableStore {
  const all = new Map<string, Kept>();
  let writes = 0;
  return ({ namespace, workflow, runId }) => {
    const owners: Readonly<Record<VariableScope, readonly string[]>> = {
      namespace: [namespace],
      workflow: [namespace, workflow],
      instance: [runId],
    };
    const idOf = (scope: VariableScope, key: string): string => JSON.stringify([scope, owners[scope], key]);
    return {
      read: async (scope, key) => all.get(idOf(scope, key)),
      async write(scope, key, value, { ifVersion, idempotencyKey }) {
        const id = idOf(scope, key);
        const kept = all.get(id);
        const version = kept?.version ?? 0;
        if (kept?.writtenBy === idempotencyKey) return { status: "written", version };
        if (value === undefined && kept === undefined) return { status: "written", version: 0 };
        if (ifVersion !== undefined && ifVersion !== version) return { status: "conflict", version };
        if (value === undefined) {
          all.delete(id);
          return { status: "written", version: 0 };
        }
        writes += 1;
        all.set(id, { value, version: writes, writtenBy: idempotencyKey });
        return { status: "written", version: writes };
      },
    };
  };
}
