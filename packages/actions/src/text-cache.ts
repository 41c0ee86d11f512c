// Documents fetched by address and kept for a short while, in this process. Only what was fetched without credentials
// belongs here, since an address is the whole key.

import { LIMITS } from "./limits.ts";

export interface TextCache {
  /** The kept text, or what `load` gives, kept from then on. A failed load is not kept. */
  get(url: string, load: () => Promise<string>): Promise<string>;
}

/** An empty cache within `LIMITS.documentCache…`. */
export function createTextCache(now: () => number = Date.now): TextCache {
  const kept = new Map<string, { readonly text: string; readonly until: number }>();
  return {
    async get(url, load) {
      const found = kept.get(url);
      if (found !== undefined && found.until > now()) return found.text;
      const text = await load();
      kept.delete(url);
      const oldest = kept.keys().next();
      if (kept.size >= LIMITS.documentCacheCount.value && oldest.done !== true) kept.delete(oldest.value);
      kept.set(url, { text, until: now() + LIMITS.documentCacheMs.value });
      return text;
    },
  };
}
