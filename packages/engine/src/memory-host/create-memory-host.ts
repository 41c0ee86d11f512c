// A host that lives in memory: for tests, for `run --local`, and for dry runs in the browser. No Node, no DOM: real time comes
// in as timers. With the virtual clock everything is a pure function of document, input, seed and the actions given.

import type { Json } from "@ironweave/jq";
import { eventProblem } from "@ironweave/schema/run";
import type { RunEvent } from "@ironweave/schema/run";
import { refusedEvent } from "../errors/refused-event.ts";
import { faultFromActionError, standardFault } from "../errors/workflow-fault.ts";
import { STANDARD_ERRORS } from "../errors/standard-error.ts";
import type { StandardErrorKind } from "../errors/standard-error.ts";
import type { ActionCall, CloudEvent, Host, SubflowCall } from "../host.ts";
import { CancelNode } from "./cancel-tree.ts";
import { realClock } from "./clock.ts";
import type { Clock, Timers } from "./clock.ts";
import { EventQueue } from "./event-queue.ts";
import { randomUuid, seededRandom } from "./seeded-random.ts";
import { virtualClock } from "./virtual-clock.ts";

/** What a mocked action may use of the host. */
export interface ActionEnvironment {
  readonly now: () => number;
  /** Takes this long on the host's clock; `Infinity` never ends by itself. Rejects with `Cancelled` with the call. */
  readonly sleep: (delayMs: number) => Promise<void>;
  /** True once the call has been cancelled. */
  readonly cancelled: () => boolean;
  /** Calls back when the call is cancelled. */
  readonly onCancel: (callback: () => void) => void;
  /** Waits for work that itself happens on this clock (a run on a host `beside` this one), so that the clock may move on. */
  readonly alongside: <T>(work: Promise<T>) => Promise<T>;
}

export interface MemoryHostOptions {
  /** Virtual: jumps when all is idle. Real: needs `timers`. @default "virtual" */
  readonly clock?: "virtual" | "real";
  readonly timers?: Timers;
  /** Performs actions. May throw `WorkflowFault`, or an error with `kind`, `message`, `status` as `ActionError` has. @default faults */
  readonly actions?: (call: ActionCall, environment: ActionEnvironment) => Promise<Json>;
  /** Runs sub-workflows. @default faults */
  readonly workflows?: (call: SubflowCall, environment: ActionEnvironment) => Promise<Json>;
  /** A host that this one shares its clock with, and its events: what is sent or published on one arrives on all. @default none */
  readonly beside?: MemoryHost;
  /** Tasks that one run may begin, since its whole journal is in memory. @default 250,000 */
  readonly maxExecutions?: number;
  /** @default 1 */
  readonly seed?: number;
  /** Epoch milliseconds at which a virtual clock starts. @default 2026-01-01T00:00:00Z */
  readonly startAt?: number;
  /** Asked at every task boundary. @default never */
  readonly shouldCheckpoint?: () => boolean;
  /** Called for each event as it is recorded. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Called when nothing is under way any more and nothing will wake: the run, if it is not over, waits for an event. */
  readonly onStuck?: () => void;
}

/** A host with what a test wants to see and do. */
export interface MemoryHost extends Host {
  /** The journal, numbered from 1; it goes on when the host is used again to continue a checkpoint. */
  readonly events: readonly RunEvent[];
  /** What the run emitted, without what was the same event again. */
  readonly published: readonly CloudEvent[];
  readonly calls: readonly ActionCall[];
  /** Cancels the run. */
  cancel(): void;
  /** Sends an event to the run; one that nobody waits for is kept, one with the `source` and `id` of another is nothing new. */
  deliver(event: CloudEvent): void;
  /** Does something on the host's clock, so many milliseconds from now. */
  after(delayMs: number, action: () => void): void;
}

const DEFAULT_START = 1_767_225_600_000;

/** More tasks than this end a run in memory: an endless `then` would otherwise never. */
const MAX_EXECUTIONS = 250_000;

/** What hosts beside each other have in common. */
interface Company {
  readonly clock: Clock;
  readonly queues: Set<EventQueue>;
  /** Events sent before the first host began to wait; every host of the company has them from its start. */
  readonly sent: CloudEvent[];
  /** Identities (`source` and `id`) of all events so far. */
  readonly known: Set<string>;
}

const COMPANIES = new WeakMap<MemoryHost, Company>();

function newCompany(options: MemoryHostOptions): Company {
  const { timers } = options;
  if (options.clock === "real" && timers === undefined) throw new Error("a real clock needs timers");
  const clock: Clock =
    options.clock === "real" && timers !== undefined
      ? realClock(timers)
      : virtualClock(options.startAt ?? DEFAULT_START, () => options.onStuck?.());
  return { clock, queues: new Set(), sent: [], known: new Set() };
}

function isStandardKind(kind: unknown): kind is StandardErrorKind {
  return typeof kind === "string" && Object.hasOwn(STANDARD_ERRORS, kind);
}

/** An action's error as the DSL's; other errors unchanged. */
function asFault(error: unknown): unknown {
  if (!(error instanceof Error) || !("kind" in error) || !isStandardKind(error.kind)) return error;
  const { kind, message } = error;
  const status = "status" in error && typeof error.status === "number" ? error.status : undefined;
  const title = "title" in error && typeof error.title === "string" ? error.title : undefined;
  const waits = "retryAfterMs" in error && typeof error.retryAfterMs === "number";
  const retryAfterMs = waits ? (error.retryAfterMs as number) : undefined;
  return faultFromActionError({ kind, message, status, title, retryAfterMs });
}

/** A fresh host. Throws where the real clock is wanted without timers. */
export function createMemoryHost(options: MemoryHostOptions = {}): MemoryHost {
  const company = (options.beside === undefined ? undefined : COMPANIES.get(options.beside)) ?? newCompany(options);
  const { clock } = company;
  const queue = new EventQueue();
  for (const event of company.sent) queue.push(event);
  company.queues.add(queue);
  const shared: Shared = {
    company,
    options,
    random: seededRandom(options.seed ?? 1),
    queue,
    events: [],
    published: [],
    calls: [],
  };
  const root = new CancelNode();
  const { events, published, calls } = shared;
  const host: MemoryHost = {
    ...hostIn(root, shared),
    events,
    published,
    calls,
    cancel() {
      // Cancelling again is nothing new: a host that is stuck and cancelled for it must not be stuck anew.
      if (root.cancelled) return;
      root.cancel();
      clock.touch();
    },
    deliver(event) {
      if (!isNew(company, event)) return;
      company.sent.push(event);
      send(company, event);
    },
    after(delayMs, action) {
      clock.wakeAt(clock.now() + delayMs, action);
    },
  };
  COMPANIES.set(host, company);
  return host;
}

/** True the first time that the company has an event of this identity. What has no identity is always new. */
function isNew({ known }: Company, { source, id }: CloudEvent): boolean {
  if (typeof source !== "string" || typeof id !== "string") return true;
  const identity = JSON.stringify([source, id]);
  if (known.has(identity)) return false;
  known.add(identity);
  return true;
}

function send({ queues, clock }: Company, event: CloudEvent): void {
  for (const queue of queues) queue.push(event);
  clock.touch();
}

interface Shared {
  readonly company: Company;
  readonly options: MemoryHostOptions;
  readonly random: () => number;
  readonly queue: EventQueue;
  readonly events: RunEvent[];
  readonly published: CloudEvent[];
  readonly calls: ActionCall[];
}

function sleepIn(node: CancelNode, clock: Clock, delayMs: number): Promise<void> {
  return node.wait<void>((resolve) => {
    if (delayMs === Number.POSITIVE_INFINITY) return undefined;
    return clock.wakeAt(clock.now() + Math.max(0, delayMs), () => resolve(undefined));
  });
}

function hostIn(node: CancelNode, shared: Shared): Host {
  const { company, options, events, published, calls, queue, random } = shared;
  const { clock } = company;
  return {
    maxExecutions: options.maxExecutions ?? MAX_EXECUTIONS,
    now: () => clock.now(),
    random,
    uuid: () => randomUuid(random),
    sleep(delayMs) {
      clock.touch();
      return sleepIn(node, clock, delayMs);
    },
    call(call) {
      calls.push(call);
      return perform(node, clock, (environment) => {
        if (options.actions !== undefined) return options.actions(call, environment);
        return Promise.reject(standardFault("configuration", `this host has no action ${call.action}`));
      });
    },
    async publish(event) {
      if (node.cancelled) return node.wait<void>(() => undefined);
      const problem = eventProblem(event);
      if (problem !== undefined) throw refusedEvent(problem);
      if (!isNew(company, event)) return undefined;
      published.push(event);
      send(company, event);
      return undefined;
    },
    receive(subscriptions) {
      clock.touch();
      return node.wait((resolve) => queue.receive(subscriptions, resolve));
    },
    runWorkflow(call) {
      return perform(node, clock, (environment) => {
        if (options.workflows !== undefined) return options.workflows(call, environment);
        return Promise.reject(standardFault("configuration", `this host has no workflow ${call.name}`));
      });
    },
    scope(body) {
      const child = new CancelNode(node);
      const result = body(hostIn(child, shared)).finally(() => child.close());
      // The engine awaits the result; this handler only says that a rejection is never unhandled in between.
      result.catch(() => undefined);
      return {
        result,
        cancel() {
          child.cancel();
          clock.touch();
        },
      };
    },
    isCancelled: () => node.cancelled,
    record(body) {
      const event: RunEvent = { ...body, seq: events.length + 1, at: clock.now() };
      events.push(event);
      clock.touch();
      options.onEvent?.(event);
    },
    shouldCheckpoint: () => options.shouldCheckpoint?.() ?? false,
  };
}

/** Something the clock must wait for, except while it sleeps on the clock itself. */
function perform<T>(node: CancelNode, clock: Clock, body: (environment: ActionEnvironment) => Promise<T>): Promise<T> {
  const inner = new CancelNode(node);
  return node
    .wait<T>((resolve, reject) => {
      let release = clock.hold();
      const onCancel: (() => void)[] = [];
      const environment: ActionEnvironment = {
        now: () => clock.now(),
        cancelled: () => inner.cancelled,
        onCancel: (callback) => void onCancel.push(callback),
        sleep: (delayMs) => environment.alongside(sleepIn(inner, clock, delayMs)),
        alongside: async (work) => {
          release();
          try {
            return await work;
          } finally {
            release = clock.hold();
          }
        },
      };
      const settle = (deliver: () => void): void => {
        release();
        if (!inner.cancelled) deliver();
      };
      body(environment).then(
        (value) => settle(() => resolve(value)),
        (error: unknown) => settle(() => reject(asFault(error))),
      );
      return () => {
        inner.cancel();
        for (const callback of onCancel) callback();
        release();
      };
    })
    .finally(() => inner.close());
}
