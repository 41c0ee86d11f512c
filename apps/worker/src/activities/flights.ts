// Actions under way in this process, and their handing over from a local attempt that takes too long to the activity that
// carries on: the request is made once. Invariant: who takes a flight owns it alone; one that nobody takes is ended.

import type { Json } from "@ironweave/jq";

/** An action under way. */
export interface Flight {
  readonly result: Promise<Json>;
  /** Ends the action; `result` then rejects soon. */
  stop(): void;
  /** Told of the action's signs of life; set by the owner. */
  onHeartbeat: (detail?: Json) => void;
}

/** How long a flight waits for the activity that carries on. */
const ADOPTION_MS = 30_000;

export class Flights {
  readonly #waiting = new Map<string, { readonly flight: Flight; readonly timer: NodeJS.Timeout }>();
  readonly #adoptionMs: number;

  /** @default adoptionMs 30 s */
  constructor(adoptionMs: number = ADOPTION_MS) {
    this.#adoptionMs = adoptionMs;
  }

  /** Leaves a flight for who comes next with the same key. An older one of that key is ended. */
  leave(key: string, flight: Flight): void {
    this.take(key)?.stop();
    flight.onHeartbeat = () => undefined;
    // Its owner hears of a failure; while there is none, it must not count as unhandled.
    flight.result.catch(() => undefined);
    const timer = setTimeout(() => this.take(key)?.stop(), this.#adoptionMs);
    timer.unref();
    this.#waiting.set(key, { flight, timer });
  }

  /** The flight that was left under the key; the caller owns it now. */
  take(key: string): Flight | undefined {
    const found = this.#waiting.get(key);
    if (found === undefined) return undefined;
    clearTimeout(found.timer);
    this.#waiting.delete(key);
    return found.flight;
  }
}
