// A mistake of the person at the keyboard: one line that says how to mend it, exit code 2.

/** Thrown by commands for wrong arguments and files that cannot be read. Anything else that is thrown is our bug. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
