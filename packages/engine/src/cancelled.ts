// The rejection that says "stopped from outside". It is not a DSL error: no `catch` sees it.

/** What a host rejects waiting work with when its scope, or the whole run, is cancelled. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";

  constructor(message = "cancelled") {
    super(message);
  }
}
