// The run's side of the event gateway: announces what a `listen` task waits for before it waits, takes events from the inbox,
// and withdraws the announcement when the task ends. Sandbox code.
// Invariant: the run waits only while an announcement that is newer than the last event it took stands in the database.

import { matchesSubscription } from "@ironweave/engine";
import type { CloudEvent, EventListener, EventSubscription } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import type { RunEventBody } from "@ironweave/schema/run";
import { condition } from "@temporalio/workflow";
import type { AnnounceRequest } from "../messages.ts";
import type { Inbox } from "./inbox.ts";

export interface ListenersPort {
  readonly inbox: Inbox;
  /** Resolves when the subscription is stored. */
  announce(request: Omit<AnnounceRequest, "tenantId" | "runId">): Promise<void>;
  remove(execution: number): Promise<void>;
}

const ENDED = new Set<RunEventBody["type"]>(["task.completed", "task.faulted", "task.cancelled"]);

export class Listeners {
  readonly #port: ListenersPort;
  /** Listening executions, of which an announcement may be stored. */
  readonly #open = new Set<number>();
  readonly #removals = new Set<Promise<void>>();
  #revision = 0;

  constructor(port: ListenersPort) {
    this.#port = port;
  }

  /** The next event for the listener; what has arrived already comes first. */
  async next(
    subscriptions: readonly EventSubscription[],
    listener: EventListener | undefined,
  ): Promise<{ readonly event: CloudEvent; readonly subscription: number }> {
    const { inbox } = this.#port;
    if (listener !== undefined) this.#open.add(listener.execution.execution);
    const take = (): { readonly event: CloudEvent; readonly subscription: number } | undefined =>
      inbox.take((event) => subscriptions.findIndex((subscription) => matchesSubscription(event, subscription)));
    let found = take();
    if (found !== undefined) return found;
    if (listener !== undefined) await this.#announce(subscriptions, listener);
    for (;;) {
      const seen = inbox.received;
      found = take();
      if (found !== undefined) return found;
      await condition(() => inbox.received > seen);
    }
  }

  /** Told of every event of the run: the end of a listening task withdraws what it announced. */
  noteEvent(event: RunEventBody): void {
    if (!ENDED.has(event.type) || !("execution" in event) || !this.#open.delete(event.execution)) return;
    const removal: Promise<void> = this.#port.remove(event.execution).finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }

  /** Resolves when no withdrawal is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#removals);
  }

  #announce(subscriptions: readonly EventSubscription[], { execution, takes }: EventListener): Promise<void> {
    // Grows across continue-as-new too, where the count begins anew but the time has gone on.
    this.#revision = Math.max(this.#revision + 1, Date.now());
    const filters = subscriptions.map(({ with: attributes, correlate, scope }): Json => ({
      with: attributes,
      scope,
      ...(correlate === undefined ? {} : { correlate: { ...correlate } }),
    }));
    return this.#port.announce({ execution: execution.execution, revision: this.#revision, filters, takes });
  }
}
