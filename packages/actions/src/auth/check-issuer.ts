// Holds a token to the issuers that a policy trusts (DSL reference, "OAuth2 Authentication", `issuers`). The token came from the
// authorization server's own answer, so its signature proves nothing more here; what is asked is who that server speaks for.

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject, readString } from "../arguments.ts";

/**
 * Throws `ActionError` `authentication` `token_issuer` where issuers are listed and the token is of another, or does not say.
 * The error names no part of the token but its issuer.
 */
export function checkIssuer(token: string, declared: Json | undefined): void {
  const list: readonly Json[] =
    declared === undefined || declared === null ? [] : Array.isArray(declared) ? declared : [declared];
  const trusted = list.map((each) => readString(each, "issuers"));
  if (trusted.length === 0) return;
  const issuer = issuerOf(token);
  if (issuer !== undefined && trusted.some((each) => each === issuer)) return;
  const said = issuer === undefined ? "does not say who issued it" : `is issued by ${issuer.slice(0, 200)}`;
  throw new ActionError("authentication", `the token ${said}, and the policy lists its issuers`, {
    title: "token_issuer",
  });
}

/** The `iss` of a JSON Web Token; undefined for any other token. */
function issuerOf(token: string): string | undefined {
  const [, payload, signature] = token.split(".");
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Json;
    return isObject(claims) && typeof claims["iss"] === "string" ? claims["iss"] : undefined;
  } catch {
    return undefined;
  }
}
