// The port between the language's meaning and the world. The Temporal worker is one host, the in-memory host another.
// The engine reads no clock, no randomness and no network of its own; everything comes through here (law 7).

import type { Json, JsonObject } from "@ironweave/jq";
import type { RunEventBody, TaskExecution } from "@ironweave/schema/run";

/** Variables an expression may read, without the `$`: `context`, `input`, `workflow`, loop variables and so on. */
export type Scope = JsonObject;

/**
 * An argument whose expression reads `$secrets` or `$authorization`. It stands in `ActionCall.arguments` where its value
 * belongs and is evaluated by the action's process, never by the engine, so that secrets stay out of the history.
 */
export interface DeferredExpression {
  readonly "ironweave:deferred": { readonly expression: string; readonly input: Json };
}

/** One side effect. `arguments` are evaluated, except for deferred expressions, which read `scope` and the secrets named. */
export interface ActionCall {
  /** Name in the action catalog: `http`, `openapi`, `container`, … */
  readonly action: string;
  /** The version that the document asks for, where it calls a function of the default catalog (`log:1.0.0@default`). */
  readonly version?: string;
  readonly arguments: Json;
  readonly scope: Scope;
  /** Secrets that the document declares in `use.secrets` (all that a deferred expression may read). */
  readonly secrets: readonly string[];
  readonly execution: TaskExecution;
  /**
   * The step within the run, for idempotency keys (ADR 0003): equal for every attempt, different for every iteration, every
   * visit by `then` and every caller of a function. The task's reference alone where there are none of these.
   */
  readonly step: string;
  /** Time the task's own `timeout` leaves, where it has one. */
  readonly timeoutMs?: number;
}

/**
 * A group of work that can be cancelled together. Cancelling rejects what waits inside with `Cancelled`, also what begins
 * to wait afterwards. The engine always awaits `result`, so it never becomes an unhandled rejection.
 */
export interface CancelScope<T> {
  readonly result: Promise<T>;
  cancel(): void;
}

/** A CloudEvent 1.0 in its JSON form. */
export type CloudEvent = JsonObject;

/** A started or awaited sub-workflow (`run: workflow`). */
export interface SubflowCall {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly input: Json;
  readonly wait: boolean;
  readonly execution: TaskExecution;
  /** As `ActionCall.step`. */
  readonly step: string;
}

/** A filter of `listen`: attributes that must match, still unevaluated; the engine passes the predicate as data. */
export interface EventSubscription {
  /** Attribute name to literal, regular expression or `${…}`; as in the document's `with`. */
  readonly with: JsonObject;
  /** Values that must agree: name to expression over the event and, once known, the value it must have. */
  readonly correlate?: Readonly<Record<string, { readonly from: string; readonly expect?: Json }>>;
  readonly scope: Scope;
}

/** The `listen` task that receives. */
export interface EventListener {
  readonly execution: TaskExecution;
  /** How many events it can take: `first` one, `each` one for each subscription, `stream` any number. */
  readonly takes: "first" | "each" | "stream";
}

export interface Host {
  /** Epoch milliseconds. Deterministic on replay. */
  now(): number;
  /** Uniform in [0, 1). Deterministic on replay. */
  random(): number;
  uuid(): string;
  /** Resolves after `delayMs`, or rejects with `Cancelled` when the enclosing scope is cancelled. */
  sleep(delayMs: number): Promise<void>;
  /** Performs a side effect. Rejects with `WorkflowFault` (a DSL error) or `Cancelled`; anything else is a bug. */
  call(call: ActionCall): Promise<Json>;
  /** Publishes an event; returns when it is stored. */
  publish(event: CloudEvent): Promise<void>;
  /**
   * The next event that matches any of the subscriptions, delivered to this run exactly once. `listener` says on whose
   * behalf, for hosts that keep subscriptions between calls; the task's end is the end of its listening.
   */
  receive(
    subscriptions: readonly EventSubscription[],
    listener?: EventListener,
  ): Promise<{ readonly event: CloudEvent; readonly subscription: number }>;
  /** Runs another workflow; resolves with its output, or with null at once where `wait` is false. */
  runWorkflow(call: SubflowCall): Promise<Json>;
  /**
   * Opens a cancel scope inside this one and starts `body` at once, with the host to use inside. (Hosts with ambient scopes
   * may pass themselves; a host without them binds the scope to the host it passes.)
   */
  scope<T>(body: (host: Host) => Promise<T>): CancelScope<T>;
  /**
   * Asked before anything begins: true when the scope that asks has been cancelled. It stops work that never waits, which
   * no rejection can reach.
   */
  isCancelled(): boolean;
  /**
   * Gives control back for a moment, where a turn of the host is limited in time: asked for while very much begins at once.
   * @default there is no limit
   */
  pause?(): Promise<void>;
  /** Tasks that one run may begin here, unless the run says otherwise. @default no limit */
  readonly maxExecutions?: number;
  /** Appends to the run's journal. Synchronous; the host numbers and stores it. */
  record(event: RunEventBody): void;
  /** Asked at every task boundary. True when the host wants the run to checkpoint there (history grows long). */
  shouldCheckpoint(): boolean;
}
