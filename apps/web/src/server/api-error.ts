// What the API says when it refuses. One closed table of codes; REST and tRPC both translate from it.
// Anything that is not an ApiError is our bug and is answered with `internal` and no detail.

import type { Json } from "@ironweave/jq";

/** HTTP status by code. Each code has a sentence in docs/errors/web.md. */
export const API_ERROR_STATUS = {
  invalid_input: 400,
  invalid_json: 400,
  invalid_definition: 400,
  invalid_event: 400,
  unauthenticated: 401,
  wrong_login: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  method_not_allowed: 405,
  draft_conflict: 409,
  version_conflict: 409,
  name_taken: 409,
  idempotency_conflict: 409,
  no_version: 409,
  namespace_disabled: 409,
  run_ended: 409,
  precondition_failed: 412,
  body_too_large: 413,
  definition_too_large: 413,
  payload_too_large: 413,
  too_many_events: 413,
  too_many_webhooks: 409,
  backfill_too_large: 413,
  unsupported_media_type: 415,
  too_many_attempts: 429,
  too_many_streams: 429,
  internal: 500,
  unavailable: 503,
  no_secret_key: 503,
} as const;

export type ApiErrorCode = keyof typeof API_ERROR_STATUS;

/** A refusal with a stable code, a sentence for a person and, where it helps, data for a program. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly details: Json | undefined;

  constructor(code: ApiErrorCode, message: string, details?: Json) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return API_ERROR_STATUS[this.code];
  }
}

/** The same answer for "does not exist" and "belongs to another tenant": existence is not revealed. */
export function notFound(what: string): ApiError {
  return new ApiError("not_found", `There is no such ${what}.`);
}

/** A text with a NUL, found by the database. */
export function unstorableText(): ApiError {
  return new ApiError("invalid_input", "The input has the character U+0000, which cannot be stored. Remove it.");
}
