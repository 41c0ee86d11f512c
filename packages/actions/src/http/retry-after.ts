// When a server that has too much to do (429, 503) wants to be asked again (RFC 9110 §10.2.3). Pure.

import type { HttpResponse } from "../define-action.ts";

/** Milliseconds from now, or undefined where the answer does not say. `now` is in epoch milliseconds. */
export function retryAfterMs(
  { status, headers }: Pick<HttpResponse, "status" | "headers">,
  now: number,
): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (text === undefined || (status !== 429 && status !== 503)) return undefined;
  const ms = /^\d{1,9}$/.test(text)
    ? Number(text) * 1000
    : /^[A-Z][a-z]{2}/.test(text)
      ? Date.parse(text) - now
      : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
