// What a run has read from elsewhere: schemas and functions of catalogs. Each is read once in a run, so that a run sees one text
// of it from its beginning to its end; it goes with the checkpoint.

import type { Json } from "@ironweave/jq";
import { isJsonArray } from "./json-value.ts";

export class ResourceCache {
  readonly #known: Map<string, Json>;
  readonly #under = new Map<string, Promise<Json>>();

  /** `saved` is what `save` gave before a checkpoint. Throws an Error where it is not. */
  constructor(saved: Json = []) {
    if (!isJsonArray(saved)) throw new Error("the checkpoint holds damaged resources");
    this.#known = new Map(
      saved.map((entry) => {
        const [key, value] = isJsonArray(entry) ? entry : [];
        if (typeof key !== "string" || value === undefined) throw new Error("the checkpoint holds damaged resources");
        return [key, value];
      }),
    );
  }

  /** The resource under the key, read by `read` where it has not been. A failed reading is not kept: another caller reads again. */
  async get(key: string, read: () => Promise<Json>): Promise<Json> {
    for (;;) {
      const known = this.#known.get(key);
      if (known !== undefined) return known;
      const underWay = this.#under.get(key);
      if (underWay === undefined) break;
      // The other's failure may be its own (its branch was cancelled).
      await underWay.catch(() => undefined);
    }
    const reading = read();
    this.#under.set(key, reading);
    try {
      const value = await reading;
      this.#known.set(key, value);
      return value;
    } finally {
      this.#under.delete(key);
    }
  }

  /** Everything read so far; undefined where nothing was. */
  save(): Json | undefined {
    return this.#known.size === 0 ? undefined : [...this.#known].map(([key, value]) => [key, value]);
  }
}
