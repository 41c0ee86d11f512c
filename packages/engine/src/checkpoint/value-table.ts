// User data of a checkpoint, each value once. The same object is held by many open tasks (a nested task's input is often its
// parent's), so frames refer to values by number and stay small; identity survives the JSON round trip.

import type { Json } from "@ironweave/jq";

/** Values by number. Scalars are shared by equality, arrays and objects by identity. */
export class ValueTable {
  readonly #numbers = new Map<Json, number>();
  #values: Json[] = [];
  readonly #loaded: readonly Json[];

  /** `loaded` is the table of the checkpoint that is being continued. */
  constructor(loaded: readonly Json[] = []) {
    this.#loaded = loaded;
  }

  /** The number under which the value will be found after a checkpoint. */
  save(value: Json): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    const number = this.#values.push(value) - 1;
    this.#numbers.set(value, number);
    return number;
  }

  /** The value saved under a number by the run that made the checkpoint. Throws for a number that is not in it. */
  load(number: Json | undefined): Json {
    const value = typeof number === "number" ? this.#loaded[number] : undefined;
    if (value === undefined) throw new Error("the checkpoint does not hold a value it refers to");
    return value;
  }

  /** What to put into the checkpoint. */
  all(): readonly Json[] {
    return this.#values;
  }
}
