// The credentials of an authentication policy for protocols other than HTTP: what a request would carry in its `authorization`
// header. Tokens are fetched with the guarded client as for any request; nothing is sent to the endpoint itself.

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import type { ActionContext, HttpResponse } from "../define-action.ts";
import { authenticate } from "./authenticate.ts";

/** An address that is never resolved: the request to it is caught before it leaves. */
const NOWHERE = "https://endpoint.invalid/";

/**
 * The header's value (`Basic …` or `Bearer …`), or undefined without a policy. Rejects as `authenticate` does, and with
 * `configuration` `authentication_unsupported` for a scheme that needs an answer of HTTP, such as digest.
 */
export async function authorizationOf(policy: Json | undefined, context: ActionContext): Promise<string | undefined> {
  if (policy === undefined || policy === null) return undefined;
  let authorization: string | undefined;
  const http: ActionContext["http"] = {
    locate: (host, port) => context.http.locate(host, port),
    request(request) {
      if (request.url !== NOWHERE) return context.http.request(request);
      authorization = request.headers?.["authorization"];
      return Promise.resolve(NO_ANSWER);
    },
  };
  await authenticate(policy, { ...context, http }).send({ method: "GET", url: NOWHERE, signal: context.signal });
  if (authorization !== undefined) return authorization;
  throw new ActionError("configuration", "this authentication is for HTTP requests only", {
    title: "authentication_unsupported",
  });
}

const NO_ANSWER: HttpResponse = { status: 200, url: NOWHERE, headers: {}, body: new Uint8Array() };

/** User name and password, or a token. */
export type Credentials =
  | { readonly type: "password"; readonly username: string; readonly password: string }
  | { readonly type: "token"; readonly token: string };

/** The same as values, for brokers. */
export async function credentialsOf(
  policy: Json | undefined,
  context: ActionContext,
): Promise<Credentials | undefined> {
  const [scheme, ...rest] = (await authorizationOf(policy, context))?.split(" ") ?? [];
  const value = rest.join(" ");
  if (scheme === undefined) return undefined;
  if (scheme !== "Basic") return { type: "token", token: value };
  const pair = Buffer.from(value, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return { type: "password", username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
