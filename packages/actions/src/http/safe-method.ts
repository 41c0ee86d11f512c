// Which HTTP methods may be repeated freely. Safe for the browser and the workflow sandbox.

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/** True for methods without an effect, in any case (RFC 9110 §9.2.1). */
export function isSafeMethod(method: string): boolean {
  return SAFE.has(method.toUpperCase());
}
