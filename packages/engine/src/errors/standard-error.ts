// The standard error types of the DSL, with their default statuses and our titles.
// The specification shows three families of URIs; we emit the first and match all of them as one (dsl.md, ruling 1).

/** Last segment of a standard error type's URI. */
export type StandardErrorKind =
  | "configuration"
  | "validation"
  | "expression"
  | "authentication"
  | "authorization"
  | "timeout"
  | "communication"
  | "runtime";

interface StandardError {
  readonly status: number;
  readonly title: string;
}

/** Default status and title of each standard error (dsl-reference, "Standard Error Types"). */
export const STANDARD_ERRORS: Readonly<Record<StandardErrorKind, StandardError>> = {
  configuration: { status: 400, title: "Configuration Error" },
  validation: { status: 400, title: "Validation Error" },
  expression: { status: 400, title: "Expression Error" },
  authentication: { status: 401, title: "Authentication Error" },
  authorization: { status: 403, title: "Authorization Error" },
  timeout: { status: 408, title: "Timeout" },
  communication: { status: 500, title: "Communication Error" },
  runtime: { status: 500, title: "Runtime Error" },
};

const FAMILY = "https://serverlessworkflow.io/spec/1.0.0/errors/";

const FAMILIES =
  /^https?:\/\/(?:serverlessworkflow\.io(?:\.io)?|open-workflow-specification\.org)\/(?:spec\/\d+\.\d+\.\d+\/errors|dsl\/errors\/types)\/([a-z]+)$/;

/** The URI that the engine emits for a standard error. */
export function standardErrorType(kind: StandardErrorKind): string {
  return FAMILY + kind;
}

/** The type under which an error is compared: the URI of our family for every alias, other URIs unchanged. */
export function canonicalErrorType(type: string): string {
  const kind = FAMILIES.exec(type)?.[1];
  return kind !== undefined && Object.hasOwn(STANDARD_ERRORS, kind) ? FAMILY + kind : type;
}
