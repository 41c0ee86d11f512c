// Every limit of an action, in one place: a name, a number, a unit and the code of the failure when it is passed.
// Nothing else in this package holds a bound as a bare number. The codes are explained in docs/errors/actions.md.

/** A bound. `code` is the `title` of the `ActionError` raised when it is passed. */
export interface Limit {
  readonly value: number;
  readonly unit: "bytes" | "ms" | "count" | "chars";
  readonly code: string;
}

export const LIMITS = {
  /** Largest response body, after decompression. */
  responseBytes: { value: 16 * 1024 * 1024, unit: "bytes", code: "response_too_large" },
  /** All response headers of one answer together. */
  headerBytes: { value: 64 * 1024, unit: "bytes", code: "headers_too_large" },
  /** Response headers of one answer. */
  headerCount: { value: 200, unit: "count", code: "headers_too_large" },
  /** Largest request body. */
  requestBytes: { value: 16 * 1024 * 1024, unit: "bytes", code: "request_too_large" },
  /** Longest address. */
  urlChars: { value: 8192, unit: "chars", code: "invalid_url" },
  /** Redirects followed in one request. */
  redirects: { value: 5, unit: "count", code: "too_many_redirects" },
  /** Name resolution, TCP and TLS handshake. */
  connectMs: { value: 10_000, unit: "ms", code: "timeout" },
  /** From the request's end to the answer's headers. */
  headersMs: { value: 60_000, unit: "ms", code: "timeout" },
  /** Longest silence between two pieces of a body. */
  bodyIdleMs: { value: 30_000, unit: "ms", code: "timeout" },
  /** Everything, redirects included. A task's own timeout may shorten it, a request may ask for less. */
  totalMs: { value: 120_000, unit: "ms", code: "timeout" },
  /** Everything, where an agent or a tool may take its time. */
  patientMs: { value: 15 * 60_000, unit: "ms", code: "timeout" },
  /** Its longest silence. */
  patientIdleMs: { value: 5 * 60_000, unit: "ms", code: "timeout" },
  /** How long a server of tools may take to end after its last answer. */
  goodbyeMs: { value: 2000, unit: "ms", code: "timeout" },
  /** Messages of a gRPC method that streams. */
  streamMessages: { value: 100_000, unit: "count", code: "response_too_large" },
  /** Protocol files of one call, imports included. */
  protoFiles: { value: 64, unit: "count", code: "grpc_proto" },
  /** Folders in which an import is looked for. */
  protoFolders: { value: 8, unit: "count", code: "grpc_proto" },
  /** How long a server may think about a TLS handshake before it counts as one without TLS. */
  tlsProbeMs: { value: 5000, unit: "ms", code: "connection_failed" },
  /** Messages that a subscription keeps for a run that is busy, and their bytes. */
  waitingMessages: { value: 10_000, unit: "count", code: "asyncapi_overflow" },
  waitingBytes: { value: 16 * 1024 * 1024, unit: "bytes", code: "asyncapi_overflow" },
  /** Messages handed to a run at once end with the one that passes this. */
  batchBytes: { value: 512 * 1024, unit: "bytes", code: "asyncapi_overflow" },
  /** How long messages that come together are waited for. */
  lingerMs: { value: 20, unit: "ms", code: "asyncapi_overflow" },
  /** How long a subscription stays open while its run does something else. */
  subscriptionIdleMs: { value: 10 * 60_000, unit: "ms", code: "asyncapi_closed" },
  /** Nesting of a JSON answer. */
  jsonDepth: { value: 200, unit: "count", code: "response_too_deep" },
  /** How much of a failed answer's body an error quotes. */
  errorExcerptChars: { value: 1000, unit: "chars", code: "http_status" },
  /** Shortest secret that is masked in logs, errors and outputs; shorter ones would mask ordinary text. */
  redactionChars: { value: 4, unit: "chars", code: "redaction" },
  /** How long an OpenAPI or discovery document is kept. */
  documentCacheMs: { value: 60_000, unit: "ms", code: "document_cache" },
  /** Documents kept at once. */
  documentCacheCount: { value: 32, unit: "count", code: "document_cache" },
  /** Documents that one OpenAPI call may bring together by references. */
  openapiDocuments: { value: 32, unit: "count", code: "openapi_reference" },
  /** OAuth tokens kept at once. */
  tokenCacheCount: { value: 256, unit: "count", code: "token_cache" },
  /** A token is renewed this long before it expires. */
  tokenSkewMs: { value: 30_000, unit: "ms", code: "token_cache" },
  /** Output kept of a child process, each stream. */
  processOutputBytes: { value: 1024 * 1024, unit: "bytes", code: "output_too_large" },
  /** A container, script or shell command, pulling its image included. */
  containerMs: { value: 15 * 60_000, unit: "ms", code: "timeout" },
  /** How much longer than its attempt a container may exist before it counts as forgotten. */
  containerGraceMs: { value: 60_000, unit: "ms", code: "container_sweep" },
  /** Between two searches for forgotten containers. */
  sweepMs: { value: 5 * 60_000, unit: "ms", code: "container_sweep" },
  /** One question to the container engine other than running something. */
  engineMs: { value: 20_000, unit: "ms", code: "container_sweep" },
  /** Code of a script, and each argument and variable of a container: what Linux takes as one argument. */
  argumentBytes: { value: 128 * 1024 - 1, unit: "bytes", code: "argument_too_large" },
  /** A variable's value as JSON. */
  variableBytes: { value: 1024 * 1024, unit: "bytes", code: "variable_too_large" },
  /** A variable's key. */
  variableKeyChars: { value: 200, unit: "chars", code: "variable_key" },
  /** From the polite to the forced end of a child process. */
  processKillMs: { value: 2000, unit: "ms", code: "timeout" },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;
