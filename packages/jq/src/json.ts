// The value every expression reads and returns. Kept here, in the lowest package, so that all others share one type.

/** Any JSON value. Object keys keep insertion order; jq's own output sorts them only where jq 1.8 does. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Own enumerable keys only; `__proto__` is an ordinary key. */
export interface JsonObject {
  readonly [key: string]: Json;
}
