// The worker's ports over the database: journal, log, secrets, variables. The only file of the worker that imports it,
// besides the composition root.

import type { VariableStore } from "@ironweave/actions";
import {
  appendRunEvents,
  appendRunLog,
  getSecret,
  missingSeqs,
  readVariable,
  UnknownRunError,
  writeVariable,
} from "@ironweave/db";
import type { Database, SecretKey } from "@ironweave/db";
import type { Json } from "@ironweave/jq";
import type { SecretStore } from "./activities/run-action.ts";
import type { StepLogStore } from "./activities/step-log.ts";
import type { JournalStore } from "./journal-buffer.ts";

/** The journal in the database. Events of a run whose row is gone are dropped: nobody can look at them. */
export function databaseJournal(db: Database, onDropped: (runId: string) => void): JournalStore {
  return {
    append: async (tenantId, runId, events, sealed) => {
      try {
        return await appendRunEvents(db, { tenantId, runId, events, sealed });
      } catch (error) {
        if (!(error instanceof UnknownRunError)) throw error;
        onDropped(runId);
        return { stale: false };
      }
    },
    isComplete: async (tenantId, runId, seq) => (await missingSeqs(db, { tenantId, runId, upTo: seq })).length === 0,
  };
}

/** The log of runs in the database. A run whose row is gone wants no more lines. */
export function databaseLogs(db: Database): StepLogStore {
  return {
    append: async (lines) => {
      try {
        return !(await appendRunLog(db, lines)).full;
      } catch (error) {
        if (error instanceof UnknownRunError) return false;
        throw error;
      }
    },
  };
}

/** Secrets of the database. A value that is JSON is given as such, any other as a string. */
export function databaseSecrets(db: Database, key: SecretKey | undefined): SecretStore {
  return async (tenantId, name) => {
    if (key === undefined) return undefined;
    const value = await getSecret(db, key, { tenantId, name });
    return value === undefined ? undefined : parseSecret(value);
  };
}

/** Variables of the database, as one run has them: whose they are follows from the run. */
export function databaseVariables(db: Database): (tenantId: string, runId: string) => VariableStore {
  return (tenantId, runId) => ({
    read: (scope, key) => readVariable(db, { tenantId, runId, scope, key }),
    write: (scope, key, value, options) => writeVariable(db, { tenantId, runId, scope, key }, value, options),
  });
}

function parseSecret(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
