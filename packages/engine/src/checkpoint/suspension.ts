// The run's wish to stop at a boundary. Once one task has stopped, those that only wait are woken to stop too, so that a
// checkpoint never takes as long as the longest timer of a fork.

/** Raised once per process life of a run; listeners are waiting tasks. */
export class Suspension {
  #requested = false;
  readonly #listeners = new Set<() => void>();

  get requested(): boolean {
    return this.#requested;
  }

  request(): void {
    if (this.#requested) return;
    this.#requested = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }

  /** Calls the listener at the request; the result takes it back. */
  onRequest(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
