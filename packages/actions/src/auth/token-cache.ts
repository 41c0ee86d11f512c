// Tokens fetched by OAuth grants, kept in this process until shortly before they expire, then renewed by the refresh token that
// came with them, where one did. The key is a hash of the whole policy, secrets included, so that nobody gets a token that
// their own values would not buy. Steps that want the same token at the same time share one request.

import { createHash } from "node:crypto";
import type { JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import type { ActionContext } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import { checkIssuer } from "./check-issuer.ts";
import { requestToken } from "./request-token.ts";

interface Kept {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly renewAt: number;
  readonly refreshToken?: string;
}

const kept = new Map<string, Kept>();
const underway = new Map<string, Promise<Kept>>();

/** A valid token, and whether it came from the cache. Rejects as `requestToken` and `checkIssuer` do. */
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
  const fresh = await sharedToken(key, values, endpoint, context);
  context.conceal?.(fresh.token);
  return { token: fresh.token, cached: false };
}

async function sharedToken(key: string, values: JsonObject, endpoint: string, context: ActionContext): Promise<Kept> {
  for (let other = underway.get(key); other !== undefined; other = underway.get(key)) {
    try {
      return await other;
    } catch (error) {
      // Another's request may end with its own cancellation or deadline: then this step, or the next that waits, asks itself.
      if (error instanceof ActionError && error.kind !== "timeout") throw error;
    }
  }
  return fetchOnce(key, values, endpoint, context);
}

/** Forgets the token of a policy, after a server refused it; what it could be renewed with stays. */
export function forgetToken(values: JsonObject, endpoint: string): void {
  const key = keyOf(values, endpoint);
  const found = kept.get(key);
  if (found !== undefined) kept.set(key, { ...found, renewAt: 0 });
}

async function fetchOnce(key: string, values: JsonObject, endpoint: string, context: ActionContext): Promise<Kept> {
  const fetching = fetchToken(kept.get(key)?.refreshToken, values, endpoint, context);
  underway.set(key, fetching);
  try {
    const fresh = await fetching;
    keep(key, fresh);
    return fresh;
  } finally {
    if (underway.get(key) === fetching) underway.delete(key);
  }
}

async function fetchToken(
  refreshToken: string | undefined,
  values: JsonObject,
  endpoint: string,
  context: ActionContext,
): Promise<Kept> {
  const renewed = refreshToken === undefined ? undefined : await renew(refreshToken, values, endpoint, context);
  const answer = renewed ?? (await requestToken(values, endpoint, context));
  // Concealed before it is judged: what is said of a token may quote it.
  context.conceal?.(answer.token);
  checkIssuer(answer.token, values["issuers"]);
  const next = answer.refreshToken ?? refreshToken;
  if (next !== undefined) context.conceal?.(next);
  return {
    token: answer.token,
    renewAt: Date.now() + answer.lifetimeMs - LIMITS.tokenSkewMs.value,
    ...(next === undefined ? {} : { refreshToken: next }),
  };
}

/** A token by a refresh token, or undefined where the server does not take it any more. */
async function renew(
  refreshToken: string,
  values: JsonObject,
  endpoint: string,
  context: ActionContext,
): Promise<Awaited<ReturnType<typeof requestToken>> | undefined> {
  try {
    return await requestToken({ ...values, grant: "refresh_token", refreshToken }, endpoint, context);
  } catch (error) {
    if (error instanceof ActionError && error.kind === "authentication") return undefined;
    throw error;
  }
}

function keep(key: string, fresh: Kept): void {
  kept.delete(key);
  const oldest = kept.keys().next();
  if (kept.size >= LIMITS.tokenCacheCount.value && oldest.done !== true) kept.delete(oldest.value);
  kept.set(key, fresh);
}

function keyOf(values: JsonObject, endpoint: string): string {
  return createHash("sha256")
    .update(JSON.stringify([endpoint, values]))
    .digest("hex");
}
