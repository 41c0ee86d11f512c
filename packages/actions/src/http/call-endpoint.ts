// Sends one authenticated request and judges the answer: shared by the `http` and `openapi` actions.
// The invariant: credentials go only into the request to the endpoint itself, never into outputs or errors.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { ActionContext, HttpRequest, HttpResponse } from "../define-action.ts";
import { LIMITS } from "../limits.ts";
import { retryAfterMs } from "./retry-after.ts";
import { isSafeMethod } from "./safe-method.ts";
import { decodeContent, decodeText, toBase64 } from "./response-content.ts";

type OutputFormat = "content" | "raw" | "response";

export interface EndpointCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** An authentication policy, with references to `use.authentications` already resolved. */
  readonly authentication?: Json;
  readonly output: OutputFormat;
  /** 3xx answers pass instead of failing. */
  readonly redirect: boolean;
}

/**
 * The output of the call in the wanted format. Throws `ActionError` `communication` with the real status for an answer that
 * is not 2xx (or 3xx with `redirect`); what the client and the authentication throw passes through.
 */
export async function callEndpoint(call: EndpointCall, context: ActionContext): Promise<Json> {
  const request: HttpRequest = {
    method: call.method,
    url: call.url.href,
    headers: withIdempotencyKey(call, context),
    ...(call.body === undefined ? {} : { body: call.body }),
    signal: context.signal,
  };
  const response = await authenticate(call.authentication, context).send(request);
  const ok = response.status >= 200 && response.status < (call.redirect ? 400 : 300);
  if (!ok) throw statusError(call, response);
  return formatOutput(call, response);
}

function withIdempotencyKey(call: EndpointCall, context: ActionContext): Readonly<Record<string, string>> {
  const given = Object.keys(call.headers).some((name) => name.toLowerCase() === "idempotency-key");
  if (given || isSafeMethod(call.method)) return call.headers;
  return { ...call.headers, "idempotency-key": encodeURI(context.idempotencyKey) };
}

function statusError(call: EndpointCall, response: HttpResponse): ActionError {
  const where = `${call.method} ${call.url.origin}${call.url.pathname}`;
  const text = decodeText(response.body, response.headers["content-type"] ?? "")?.trim() ?? "";
  const limit = LIMITS.errorExcerptChars.value;
  const excerpt = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return new ActionError("communication", `${where} answered ${String(response.status)}${excerpt && `: ${excerpt}`}`, {
    status: response.status,
    title: LIMITS.errorExcerptChars.code,
    retryAfterMs: retryAfterMs(response, Date.now()),
  });
}

function formatOutput(call: EndpointCall, response: HttpResponse): Json {
  if (call.output === "raw") return toBase64(response.body);
  const content = decodeContent(response);
  if (call.output === "content") return content;
  const headers: JsonObject = { ...response.headers };
  return {
    request: { method: call.method, uri: call.url.href, headers: { ...call.headers } },
    statusCode: response.status,
    headers,
    content,
  };
}
