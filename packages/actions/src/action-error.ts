// The one failure an action may throw. Its kind maps to the DSL's standard error types.

export type ActionErrorKind =
  | "communication"
  | "authentication"
  | "authorization"
  | "timeout"
  | "configuration"
  | "validation"
  | "expression"
  | "runtime";

/** A failed action. `status` defaults to the kind's standard status; `detail` never holds a secret. */
export class ActionError extends Error {
  override readonly name = "ActionError";
  readonly kind: ActionErrorKind;
  readonly status: number | undefined;
  readonly title: string | undefined;
  /** How long the other side asks to be left alone, in milliseconds; a document's `retry` waits at least that long. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: ActionErrorKind,
    detail: string,
    options?: {
      readonly status?: number;
      readonly title?: string;
      readonly retryAfterMs?: number | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(detail, options?.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.status = options?.status;
    this.title = options?.title;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
