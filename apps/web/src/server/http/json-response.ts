// Answers of the API. Always JSON or an event stream, never to be sniffed, cached or run by a browser.

import { isDatabaseUnavailable, isUnstorableText } from "@ironweave/db";
import { ZodError } from "zod";
import { ApiError, unstorableText } from "../api-error.ts";
import { isEngineUnavailable } from "../engine/run-engine.ts";

/** Headers of every answer of the API. */
export const API_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
};

/** A JSON answer. @default status 200 */
export function jsonResponse(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  const all = { ...API_HEADERS, "content-type": "application/json; charset=utf-8", ...headers };
  return new Response(JSON.stringify(body), { status, headers: all });
}

/** Any error as `{error: {code, message, details}}`. What is not an ApiError is logged here and told to nobody. */
export function errorResponse(error: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const { code, message, details, status } = asApiError(error);
  const retry: Record<string, string> =
    status === 503 ? { "retry-after": "2" } : status === 429 ? { "retry-after": "60" } : {};
  const body = { error: { code, message, ...(details === undefined ? {} : { details }) } };
  return jsonResponse(body, status, { ...retry, ...headers });
}

/** The refusal that an error amounts to. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof ZodError) {
    const details = error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
    return new ApiError("invalid_input", "The input is not valid.", details);
  }
  if (isEngineUnavailable(error)) return new ApiError("unavailable", "The engine does not answer. Try again.");
  if (isDatabaseUnavailable(error)) return new ApiError("unavailable", "The database does not answer. Try again.");
  if (isUnstorableText(error)) return unstorableText();
  console.error("request failed", error);
  return new ApiError("internal", "Something went wrong on our side.");
}
