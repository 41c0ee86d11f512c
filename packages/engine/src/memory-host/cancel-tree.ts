// Nested cancel scopes without ambient state: whoever waits does so in a scope, and cancelling a scope rejects every wait in
// it and in the scopes inside.

import { Cancelled } from "../cancelled.ts";

/** One scope of the tree. */
export class CancelNode {
  #cancelled: boolean;
  readonly #parent: CancelNode | undefined;
  readonly #children = new Set<CancelNode>();
  readonly #waits = new Set<() => void>();

  constructor(parent?: CancelNode) {
    this.#parent = parent;
    this.#cancelled = parent?.cancelled ?? false;
    if (parent !== undefined) parent.#children.add(this);
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    for (const child of this.#children) child.cancel();
    for (const stop of this.#waits) stop();
  }

  /** Forgets the scope once its work has settled. */
  close(): void {
    if (this.#parent !== undefined) this.#parent.#children.delete(this);
  }

  /**
   * A promise that the executor settles, and that rejects with `Cancelled` when the scope is cancelled first. What the
   * executor returns is called then, to take its request back.
   */
  wait<T>(
    executor: (resolve: (value: T) => void, reject: (error: unknown) => void) => (() => void) | void,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#cancelled) {
        reject(new Cancelled());
        return;
      }
      let undo: (() => void) | void = undefined;
      const stop = (): void => {
        this.#waits.delete(stop);
        undo?.();
        reject(new Cancelled());
      };
      this.#waits.add(stop);
      undo = executor(
        (value) => {
          this.#waits.delete(stop);
          resolve(value);
        },
        (error) => {
          this.#waits.delete(stop);
          reject(error);
        },
      );
    });
  }
}
