// One side effect: evaluates an action's arguments and asks the host. Expressions that read secrets go along unevaluated;
// policies named under `authentication` are put in their place; literal addresses are expanded from the input.

import type { Json, JsonObject } from "@ironweave/jq";
import { evaluateTemplate } from "../data/evaluate.ts";
import { member } from "../data/json-value.ts";
import { placeOf } from "../data/place.ts";
import { throwIfCancelled } from "../flow/environment.ts";
import type { Scope } from "../host.ts";
import type { TaskWork } from "../interpreter.ts";
import { encodeAddresses, prepareArguments } from "./prepare-arguments.ts";

/** Functions that keep what they are given, so that a secret among it would be read back into the history of another step. */
const KEEPING: readonly string[] = ["get-variable", "set-variable", "delete-variable"];

/** The version in `call: name:version@default`, where the call means our catalog. */
function versionAskedFor({ definition, env }: TaskWork, action: string): string | undefined {
  const call = definition["call"];
  const isOurs = member(env.run.use["catalogs"], "default") === undefined;
  if (typeof call !== "string" || !isOurs || !call.startsWith(`${action}:`) || !call.endsWith("@default"))
    return undefined;
  return call.slice(action.length + 1, -"@default".length);
}

/** The output of the action. Rejects with `WorkflowFault` or `Cancelled`. */
export async function callAction(work: TaskWork, action: string, declared: JsonObject): Promise<Json> {
  const { env, execution, input } = work;
  const { run, host } = env;
  let scope: Scope = {};
  const prepared = prepareArguments(declared, input, run.use);
  const evaluated = evaluateTemplate(run.programs, prepared, placeOf(work), "with", {
    mode: run.mode,
    ...(KEEPING.includes(action)
      ? {}
      : {
          defer(expression: string, variables: Scope): Json {
            scope = { ...scope, ...variables };
            return { "ironweave:deferred": { expression, input } };
          },
        }),
  });
  throwIfCancelled(env);
  const timeoutMs = work.deadline === undefined ? undefined : Math.max(1, work.deadline - host.now());
  const version = versionAskedFor(work, action);
  return host.call({
    action,
    ...(version === undefined ? {} : { version }),
    arguments: encodeAddresses(evaluated),
    scope,
    secrets: run.secrets,
    execution,
    step: `${execution.task}${env.trail}`,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}
