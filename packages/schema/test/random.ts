// A seeded source of choices for generated texts, so that a failing case is named by one number.

/** Choices drawn from a seed; the same seed gives the same choices. */
export interface Random {
  /** An integer from 0 to `below` - 1. */
  int(below: number): number;
  /** True once in `n` times. */
  oneIn(n: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** A small generator (mulberry32); not for secrets. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return { int, oneIn: (n) => int(n) === 0, pick: (items) => items[int(items.length)] ?? items[0] };
}
