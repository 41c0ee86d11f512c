// Whether one particular call may be repeated: an action's descriptor says what holds for all its calls, its arguments may
// say more. Safe for the browser and the workflow sandbox.

import type { Json } from "@ironweave/jq";
import { findDescriptor } from "./descriptors.ts";
import type { Idempotency } from "./define-action.ts";
import { isSafeMethod } from "./http/safe-method.ts";

/** The idempotency of a call: an HTTP request with a safe method is `safe`; otherwise what the descriptor says. */
export function idempotencyOf(action: string, args: Json): Idempotency {
  if (action === "http" && typeof args === "object" && args !== null && !Array.isArray(args)) {
    const method = (args as { readonly [key: string]: Json })["method"];
    if (typeof method === "string" && isSafeMethod(method)) return "safe";
  }
  return findDescriptor(action)?.idempotency ?? "none";
}
