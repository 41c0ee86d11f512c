// `get-variable`, `set-variable` and `delete-variable`: values that outlive a step or a run (ADR 101).

import { createHash } from "node:crypto";
import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { invalidArgument, readChoice, readObject, readString } from "../arguments.ts";
import type { Action, ActionContext } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import {
  DELETE_VARIABLE_DESCRIPTOR,
  GET_VARIABLE_DESCRIPTOR,
  SET_VARIABLE_DESCRIPTOR,
} from "./variable-descriptors.ts";
import type { VariableScope, VariableStore } from "./variable-store.ts";

interface Named {
  readonly call: JsonObject;
  readonly store: VariableStore;
  readonly scope: VariableScope;
  readonly key: string;
}

/** Rejects with `ActionError`: `validation` `invalid_arguments` or `variable_key`, `configuration` `variables_unavailable`. */
export const getVariableAction: Action = {
  descriptor: GET_VARIABLE_DESCRIPTOR,
  async run(args, context) {
    const { store, scope, key } = named(args, context);
    const found = await store.read(scope, key);
    return found === undefined ? { value: null, version: 0 } : { value: found.value, version: found.version };
  },
};

/** As `getVariableAction`; also `validation` `variable_too_large`, `runtime` `variable_conflict` (409), `too_many_variables`. */
export const setVariableAction: Action = {
  descriptor: SET_VARIABLE_DESCRIPTOR,
  async run(args, context) {
    const { call } = named(args, context);
    const value = call["value"];
    if (value === undefined) throw invalidArgument("value", "given");
    const size = Buffer.byteLength(JSON.stringify(value));
    const { value: most } = LIMITS.variableBytes;
    if (size > most) {
      throw new ActionError("validation", `the value has ${size} bytes; at most ${most} are kept`, {
        title: LIMITS.variableBytes.code,
      });
    }
    return write(args, context, value ?? undefined);
  },
};

/** As `setVariableAction`. */
export const deleteVariableAction: Action = {
  descriptor: DELETE_VARIABLE_DESCRIPTOR,
  run: (args, context) => write(args, context, undefined),
};

function named(args: Json, { variables: store }: ActionContext): Named {
  const call = readObject(args, "variable");
  const key = readString(call["key"], "key");
  const { value: most } = LIMITS.variableKeyChars;
  if (key === "" || key.length > most || key.includes("\u0000")) {
    throw new ActionError("validation", `key must have 1 to ${most} characters and no NUL`, {
      title: LIMITS.variableKeyChars.code,
    });
  }
  if (store === undefined) {
    throw new ActionError("configuration", "nothing keeps variables here", { title: "variables_unavailable" });
  }
  return { call, store, key, scope: readChoice(call["scope"], "scope", ["workflow", "namespace", "instance"]) };
}

async function write(args: Json, context: ActionContext, value: Json | undefined): Promise<Json> {
  const { call, store, scope, key } = named(args, context);
  const ifVersion = readVersion(call["ifVersion"]);
  const written = await store.write(scope, key, value, {
    // The same step may write another value when the document tries again; only the same write is done once.
    idempotencyKey: createHash("sha256")
      .update(JSON.stringify([context.idempotencyKey, value ?? null, ifVersion ?? null]))
      .digest("hex"),
    ...(ifVersion === undefined ? {} : { ifVersion }),
  });
  if (written.status === "full") {
    throw new ActionError("runtime", `the ${scope} has as many variables as it may`, { title: "too_many_variables" });
  }
  if (written.status === "written") return { version: written.version };
  const there = written.version === 0 ? "is not there" : `has version ${written.version}`;
  throw new ActionError("runtime", `the variable ${key} ${there}, not version ${ifVersion ?? 0}`, {
    title: "variable_conflict",
    status: 409,
  });
}

function readVersion(value: Json | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0)
    throw invalidArgument("ifVersion", "a whole number from 0");
  return value;
}
