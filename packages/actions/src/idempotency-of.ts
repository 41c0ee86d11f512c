// Whether one particular call may be repeated: an action's descriptor says what holds for all its calls, its arguments may
// say more. Safe for the browser and the workflow sandbox.

import type { Json } from "@ironweave/jq";
import { A2A_READS } from "./a2a/a2a-descriptor.ts";
import { findDescriptor } from "./descriptors.ts";
import type { Idempotency } from "./define-action.ts";
import { isSafeMethod } from "./http/safe-method.ts";
import { MCP_READS } from "./mcp/mcp-descriptor.ts";

/** Methods by which a call only reads. */
const READS: Readonly<Record<string, (method: string, transport: Json | undefined) => boolean>> = {
  http: isSafeMethod,
  // A program's start is no small thing: it is not tried inside a workflow task.
  mcp: (method, transport) => MCP_READS.some((each) => each === method) && memberOf(transport, "http") !== undefined,
  a2a: (method) => A2A_READS.some((each) => each === method),
};

/** The idempotency of a call: `safe` where its method only reads; otherwise what the descriptor says. */
export function idempotencyOf(action: string, args: Json): Idempotency {
  const method = memberOf(args, "method");
  const isRead = Object.hasOwn(READS, action) ? READS[action] : undefined;
  if (typeof method === "string" && isRead?.(method, memberOf(args, "transport")) === true) return "safe";
  // Taking messages again after a lost attempt takes those that nobody was given.
  if (action === "asyncapi" && memberOf(args, "subscription") !== undefined) return "keyed";
  return findDescriptor(action)?.idempotency ?? "none";
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as { readonly [key: string]: Json })[name] : undefined;
}
