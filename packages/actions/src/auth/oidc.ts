// OpenID Connect: like OAuth 2.0, with the token endpoint found in the authority's discovery document.

import { ActionError } from "../action-error.ts";
import { readString } from "../arguments.ts";
import { createTextCache } from "../text-cache.ts";
import { sendWithToken } from "./oauth2.ts";
import type { Scheme } from "./scheme.ts";

const documents = createTextCache();

export const oidc: Scheme = async (values, request, context) => {
  const authority = readString(values["authority"], "oidc.authority").replace(/\/$/, "");
  const url = `${authority}/.well-known/openid-configuration`;
  const text = await documents.get(url, async () => {
    const response = await context.http.request({ method: "GET", url, followRedirects: true, signal: context.signal });
    if (response.status !== 200) throw undiscovered(url, `answered ${String(response.status)}`);
    return Buffer.from(response.body).toString("utf8");
  });
  return sendWithToken(values, readTokenEndpoint(url, text), request, context);
};

function readTokenEndpoint(url: string, text: string): string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw undiscovered(url, "is not JSON");
  }
  const endpoint =
    typeof document === "object" && document !== null && "token_endpoint" in document
      ? document.token_endpoint
      : undefined;
  if (typeof endpoint !== "string") throw undiscovered(url, "names no token_endpoint");
  // A discovery document over TLS must not send the client's secret over plain HTTP.
  if (url.startsWith("https:") && !endpoint.startsWith("https:"))
    throw undiscovered(url, "names a token_endpoint without TLS");
  return endpoint;
}

function undiscovered(url: string, reason: string): ActionError {
  return new ActionError("authentication", `${url} ${reason}`, { title: "oidc_discovery" });
}
