// Pseudo-random numbers that a seed repeats (mulberry32), and identifiers made of them.

/** Uniform in [0, 1), the same sequence for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An identifier in the form of a UUID, version 4. Unique only as far as the generator is: for tests and dry runs. */
export function randomUuid(random: () => number): string {
  const digit = (from: number, count: number): string => (from + Math.floor(random() * count)).toString(16);
  const digits = (length: number): string => Array.from({ length }, () => digit(0, 16)).join("");
  return `${digits(8)}-${digits(4)}-4${digits(3)}-${digit(8, 4)}${digits(3)}-${digits(12)}`;
}
