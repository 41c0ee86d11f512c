// What an action is: a descriptor that is safe for the browser and the sandbox, and a function that has the effect.

import type { Json, JsonObject } from "@ironweave/jq";
import type { VariableStore } from "./variables/variable-store.ts";

/** How Temporal may repeat an action by itself: `safe` always, `keyed` with the same key, `none` never. */
export type Idempotency = "safe" | "keyed" | "none";

/** What an action does to the outside, for review before a run. */
export type Effect = "read" | "create" | "change" | "destroy" | "any";

/** Everything that can be told of an action without running it. */
export interface ActionDescriptor {
  /** Name in the catalog; also the Temporal activity type. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly category: string;
  /** JSON Schema 2020-12 of the arguments; forms and validation come from it. */
  readonly input: JsonObject;
  readonly output?: JsonObject;
  readonly idempotency: Idempotency;
  readonly effect: Effect;
  /** Longest run of one attempt unless the task says otherwise. */
  readonly timeoutMs: number;
}

/** Outgoing HTTP, guarded: the resolved address is checked at connect time, at every redirect. */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Where a host is, for protocols other than HTTP: one address that may be connected to, to be used instead of the name.
   * Rejects with `ActionError` `authorization` `egress_blocked` or `communication` `connection_failed`.
   */
  locate(host: string, port: number): Promise<HostAddress>;
}

export interface HostAddress {
  readonly address: string;
  /** Whether the operator named the host, so that it may be spoken to without TLS even with credentials. */
  readonly listed: boolean;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Follow redirects, at most 5, each checked again. @default false */
  readonly followRedirects?: boolean;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Wait as long as somebody who thinks may take (`LIMITS.patientMs`, `patientIdleMs`). @default false */
  readonly patient?: boolean;
  /** Given each piece of the last answer's body as it comes, as it was sent; true when the rest is not wanted. */
  onData?(piece: Uint8Array, head: Pick<HttpResponse, "status" | "headers">): boolean;
}

export interface HttpResponse {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What an action is given. One per attempt. */
export interface ActionContext {
  /** Ends the attempt. An abort by `AbortSignal.timeout` becomes an `ActionError` `timeout`; any other reason is rethrown. */
  readonly signal: AbortSignal;
  /** How long the attempt may take from its start, for servers that are to know. @default nobody says */
  readonly timeoutMs?: number;
  readonly http: HttpClient;
  /** `tenant/run/reference/iteration`: equal for every attempt of the same step. */
  readonly idempotencyKey: string;
  /** Reads a secret that the document declares. Rejects with `ActionError` kind `authorization` for others. */
  secret(name: string): Promise<Json>;
  /** Streams a line of output to the run's log; secrets are redacted before it leaves the process. */
  log(line: string): void;
  heartbeat(detail?: Json): void;
  /** What the run keeps beyond a step. @default nothing can be kept */
  readonly variables?: VariableStore;
  /** Variables of the task's expressions, without the `$`. */
  readonly scope?: JsonObject;
  /** Tells of a secret that came up while running (a token from a server), to be masked like those that were read. */
  conceal?(secret: string): void;
}

export interface Action {
  readonly descriptor: ActionDescriptor;
  /** Performs the effect. Throws `ActionError`; anything else is our bug. */
  run(args: Json, context: ActionContext): Promise<Json>;
}
