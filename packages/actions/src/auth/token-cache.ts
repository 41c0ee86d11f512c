// Tokens fetched by OAuth grants, kept in this process until shortly before they expire. The key is a hash of the whole
// policy, secrets included, so that nobody gets a token that their own values would not buy.

import { createHash } from "node:crypto";
import type { JsonObject } from "@ironweave/jq";
import type { ActionContext } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import { requestToken } from "./request-token.ts";

interface Kept {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly renewAt: number;
}

const kept = new Map<string, Kept>();

/** A valid token, and whether it came from the cache. */
export async function currentToken(
  values: JsonObject,
  endpoint: string,
  context: ActionContext,
): Promise<{ readonly token: string; readonly cached: boolean }> {
  const key = keyOf(values, endpoint);
  const found = kept.get(key);
  if (found !== undefined && found.renewAt > Date.now()) {
    context.conceal?.(found.token);
    return { token: found.token, cached: true };
  }
  const { token, lifetimeMs } = await requestToken(values, endpoint, context);
  context.conceal?.(token);
  kept.delete(key);
  const oldest = kept.keys().next();
  if (kept.size >= LIMITS.tokenCacheCount.value && oldest.done !== true) kept.delete(oldest.value);
  kept.set(key, { token, renewAt: Date.now() + lifetimeMs - LIMITS.tokenSkewMs.value });
  return { token, cached: false };
}

/** Forgets the token of a policy, after a server refused it. */
export function forgetToken(values: JsonObject, endpoint: string): void {
  kept.delete(keyOf(values, endpoint));
}

function keyOf(values: JsonObject, endpoint: string): string {
  return createHash("sha256")
    .update(JSON.stringify([endpoint, values]))
    .digest("hex");
}
