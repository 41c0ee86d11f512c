// OAuth 2.0 (RFC 6749): fetches a token by the policy's grant and sends the request with it. The token endpoint is the
// authority's, at the path the policy gives.

import type { JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject, readOptionalString, readString } from "../arguments.ts";
import { withAuthorization } from "./scheme.ts";
import type { Scheme } from "./scheme.ts";
import { currentToken, forgetToken } from "./token-cache.ts";

const DEFAULT_TOKEN_PATH = "/oauth2/token";

export const oauth2: Scheme = (values, request, context) =>
  sendWithToken(values, tokenEndpoint(values), request, context);

/** Sends with a cached or new token; a token from the cache that the server refuses is replaced once. */
export async function sendWithToken(
  values: JsonObject,
  endpoint: string,
  request: Parameters<Scheme>[1],
  context: Parameters<Scheme>[2],
): ReturnType<Scheme> {
  const first = await currentToken(values, endpoint, context);
  const response = await context.http.request(withAuthorization(request, `Bearer ${first.token}`));
  if (response.status !== 401 || !first.cached) return response;
  forgetToken(values, endpoint);
  const second = await currentToken(values, endpoint, context);
  return context.http.request(withAuthorization(request, `Bearer ${second.token}`));
}

/** The authority joined with `endpoints.token`; an absolute `endpoints.token` must be of the authority's origin. */
function tokenEndpoint(values: JsonObject): string {
  const authority = URL.parse(readString(values["authority"], "oauth2.authority"));
  const endpoints = values["endpoints"];
  const path =
    (isObject(endpoints) ? readOptionalString(endpoints["token"], "oauth2.endpoints.token") : undefined) ??
    DEFAULT_TOKEN_PATH;
  if (authority === null) throw badAuthority("is not an absolute address");
  const absolute = URL.parse(path);
  if (absolute === null) {
    return new URL(`${authority.pathname.replace(/\/$/, "")}/${path.replace(/^\//, "")}`, authority.origin).href;
  }
  if (absolute.origin !== authority.origin) throw badAuthority("and endpoints.token have different origins");
  return absolute.href;
}

function badAuthority(reason: string): ActionError {
  return new ActionError("configuration", `oauth2.authority ${reason}`, { title: "authentication_authority" });
}
