// Work side by side: pieces that are begun in order, a limited number open at a time, and answered as they settle, in linear
// time (a race of many promises, again and again, would be quadratic). A host may ask for pauses while many begin.

import type { CancelScope, Host } from "../host.ts";

/** Begun without a pause in between, so that a host whose turns are limited in time is not held up. */
const BEGUN_AT_ONCE = 100;

/** The pieces and what becomes of them. */
export interface SideBySide<T> {
  readonly host: Host;
  /** Numbers of the pieces, in the order in which they begin. */
  readonly pieces: Iterable<number>;
  /** How many may be open at a time. */
  readonly width: number;
  /** Begins a piece. */
  begin(piece: number): CancelScope<T>;
  /**
   * Told of each piece that settles. `next` lets another begin in its place, `keep` leaves its place taken, `stop` cancels
   * the others and lets none begin any more; those that were open still settle.
   */
  settled(piece: number, result: PromiseSettledResult<T>): "next" | "keep" | "stop";
}

/** Resolves when every piece that was begun has settled. */
export async function sideBySide<T>(work: SideBySide<T>): Promise<void> {
  const waiting = work.pieces[Symbol.iterator]();
  const open = new Map<number, CancelScope<T>>();
  const settled: { readonly piece: number; readonly result: PromiseSettledResult<T> }[] = [];
  let wake: (() => void) | undefined;
  let taken = 0;
  let free = work.width;
  let isStopped = false;

  const begin = (piece: number): void => {
    const scope = work.begin(piece);
    open.set(piece, scope);
    const settle = (result: PromiseSettledResult<T>): void => {
      settled.push({ piece, result });
      wake?.();
    };
    scope.result.then(
      (value) => settle({ status: "fulfilled", value }),
      (reason: unknown) => settle({ status: "rejected", reason }),
    );
  };
  /** True where there may be more to begin. */
  const beginSome = (): boolean => {
    for (let begun = 0; begun < BEGUN_AT_ONCE; begun += 1) {
      if (isStopped || free === 0) return false;
      const next = waiting.next();
      if (next.done === true) return false;
      free -= 1;
      begin(next.value);
    }
    return true;
  };
  const answer = (): void => {
    for (let next = settled[taken]; next !== undefined; next = settled[taken]) {
      taken += 1;
      open.delete(next.piece);
      const said = work.settled(next.piece, next.result);
      if (said === "next") free += 1;
      if (said !== "stop" || isStopped) continue;
      isStopped = true;
      for (const scope of open.values()) scope.cancel();
    }
    settled.length = 0;
    taken = 0;
  };

  for (;;) {
    if (beginSome()) await work.host.pause?.();
    else if (settled.length === taken) {
      if (open.size === 0) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    answer();
  }
}
