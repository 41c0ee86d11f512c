// The request that follows a redirect. Pure. The invariant: what identifies the caller (any header that is not plainly
// harmless, and any body) never reaches another origin.

import { ActionError } from "../action-error.ts";
import type { HttpRequest } from "../define-action.ts";

/** Headers that may follow to another origin; unknown ones may hold a key, so they do not. */
const HARMLESS: ReadonlySet<string> = new Set(["accept", "accept-language", "content-type", "user-agent"]);

/**
 * The next request: 303, and 301/302 after anything but GET and HEAD, become GET without a body (RFC 9110 §15.4).
 * Throws `ActionError` `redirect_refused` where a body would be sent to another origin.
 */
export function redirectedRequest(request: HttpRequest, status: number, target: URL): HttpRequest {
  const from = new URL(request.url);
  const method = request.method.toUpperCase();
  const becomesGet = method !== "GET" && method !== "HEAD" && status !== 307 && status !== 308;
  const sameOrigin = from.origin === target.origin || isUpgrade(from, target);
  if (!becomesGet && request.body !== undefined && !sameOrigin) {
    throw new ActionError("communication", `${from.origin} redirects a ${method} with a body to ${target.origin}`, {
      title: "redirect_refused",
    });
  }
  const { body, headers, ...rest } = request;
  return {
    ...rest,
    url: target.href,
    method: becomesGet ? "GET" : method,
    headers: keepHeaders(headers ?? {}, sameOrigin, becomesGet),
    ...(becomesGet || body === undefined ? {} : { body }),
  };
}

/** The same host, from http to https, both at their usual ports. */
function isUpgrade(from: URL, target: URL): boolean {
  return (
    from.protocol === "http:" &&
    target.protocol === "https:" &&
    from.hostname === target.hostname &&
    from.port === "" &&
    target.port === ""
  );
}

function keepHeaders(
  headers: Readonly<Record<string, string>>,
  sameOrigin: boolean,
  bodyDropped: boolean,
): Readonly<Record<string, string>> {
  const kept = Object.entries(headers).filter(([name]) => {
    const lower = name.toLowerCase();
    return (sameOrigin || HARMLESS.has(lower)) && !(bodyDropped && lower.startsWith("content-"));
  });
  return Object.fromEntries(kept);
}
