// Environments of nested work, and cancel scopes that carry an environment of their own.

import type { CancelScope, Scope } from "../host.ts";
import type { CancelToken, Environment } from "../interpreter.ts";
import { Cancelled } from "../cancelled.ts";

/** The environment with more variables; inner ones hide outer ones of the same name. */
export function withVariables(env: Environment, variables: Scope): Environment {
  return { ...env, variables: { ...env.variables, ...variables } };
}

/** True when the scope of this environment, or one around it, or the whole run has been cancelled. */
function isCancelled(env: Environment): boolean {
  if (env.host.isCancelled()) return true;
  for (let token = env.token; token !== undefined; token = token.parent) if (token.cancelled) return true;
  return false;
}

/** Throws `Cancelled` where the environment's scope has been cancelled: nothing may begin in it any more. */
export function throwIfCancelled(env: Environment): void {
  if (isCancelled(env)) throw new Cancelled();
}

/** Starts work in a cancel scope of its own: cancelling stops waits by the host and beginnings by the token. */
export function openScope<T>(env: Environment, body: (env: Environment) => Promise<T>): CancelScope<T> {
  const token: CancelToken = { cancelled: false, parent: env.token };
  const scope = env.host.scope((host) => body({ ...env, host, token }));
  return {
    result: scope.result,
    cancel() {
      token.cancelled = true;
      scope.cancel();
    },
  };
}

/** The settled result of a scope that was cancelled: its value, or undefined where it was stopped or failed. */
export async function settle<T>(scope: CancelScope<T>): Promise<T | undefined> {
  return scope.result.then(
    (value) => value,
    () => undefined,
  );
}
