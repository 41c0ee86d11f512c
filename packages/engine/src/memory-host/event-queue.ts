// Events of one run in memory: what arrives goes to the oldest wait that it matches, or is kept until one does.

import { matchesSubscription } from "../events/matches-subscription.ts";
import type { CloudEvent, EventSubscription } from "../host.ts";

type Delivery = { readonly event: CloudEvent; readonly subscription: number };

interface Receiver {
  readonly subscriptions: readonly EventSubscription[];
  readonly deliver: (delivery: Delivery) => void;
}

/** Each event is delivered at most once. */
export class EventQueue {
  readonly #kept: CloudEvent[] = [];
  readonly #receivers: Receiver[] = [];

  /** Takes an event in. */
  push(event: CloudEvent): void {
    for (const [index, receiver] of this.#receivers.entries()) {
      const subscription = receiver.subscriptions.findIndex((each) => matchesSubscription(event, each));
      if (subscription < 0) continue;
      this.#receivers.splice(index, 1);
      receiver.deliver({ event, subscription });
      return;
    }
    this.#kept.push(event);
  }

  /** Delivers the oldest kept event that matches, or the next one; the result takes the request back. */
  receive(subscriptions: readonly EventSubscription[], deliver: (delivery: Delivery) => void): () => void {
    for (const [index, event] of this.#kept.entries()) {
      const subscription = subscriptions.findIndex((each) => matchesSubscription(event, each));
      if (subscription < 0) continue;
      this.#kept.splice(index, 1);
      deliver({ event, subscription });
      return () => undefined;
    }
    const receiver = { subscriptions, deliver };
    this.#receivers.push(receiver);
    return () => {
      const index = this.#receivers.indexOf(receiver);
      if (index >= 0) this.#receivers.splice(index, 1);
    };
  }
}
