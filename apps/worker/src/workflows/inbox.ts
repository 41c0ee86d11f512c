// CloudEvents that were delivered to the run and not yet taken. Sandbox code; plain data.
// Invariant: an event of one (source, id) is held once, however often it is delivered.

import type { CloudEvent } from "@ironweave/engine";

/** Identities remembered after an event was taken, so that a late duplicate is known. */
const REMEMBERED = 1_000;

export interface InboxState {
  readonly waiting: readonly CloudEvent[];
  readonly seen: readonly string[];
}

export class Inbox {
  #waiting: CloudEvent[];
  #seen: string[];
  /** Grows with each new event; waiters look again when it does. */
  received = 0;

  constructor(state: InboxState = { waiting: [], seen: [] }) {
    this.#waiting = [...state.waiting];
    this.#seen = [...state.seen];
  }

  deliver(event: CloudEvent): void {
    const identity = JSON.stringify([event["source"] ?? null, event["id"] ?? null]);
    if (this.#seen.includes(identity)) return;
    this.#seen = [...this.#seen, identity].slice(-REMEMBERED);
    this.#waiting.push(event);
    this.received++;
  }

  /** Removes and returns the oldest event that `match` gives an index for (not negative). */
  take(
    match: (event: CloudEvent) => number,
  ): { readonly event: CloudEvent; readonly subscription: number } | undefined {
    for (const [index, event] of this.#waiting.entries()) {
      const subscription = match(event);
      if (subscription >= 0) {
        this.#waiting.splice(index, 1);
        return { event, subscription };
      }
    }
    return undefined;
  }

  save(): InboxState {
    return { waiting: this.#waiting, seen: this.#seen };
  }
}
