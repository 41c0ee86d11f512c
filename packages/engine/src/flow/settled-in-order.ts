// Promises in the order in which they settle, in linear time: a race of many promises, again and again, is quadratic.

/** Yields each promise's key and result as it settles. Every promise has a handler from the start. */
export async function* settledInOrder<K, T>(
  entries: readonly (readonly [K, Promise<T>])[],
): AsyncGenerator<{ readonly key: K; readonly result: PromiseSettledResult<T> }> {
  const settled: { readonly key: K; readonly result: PromiseSettledResult<T> }[] = [];
  let wake: (() => void) | undefined;
  const settle = (key: K, result: PromiseSettledResult<T>): void => {
    settled.push({ key, result });
    wake?.();
  };
  for (const [key, promise] of entries) {
    promise.then(
      (value) => settle(key, { status: "fulfilled", value }),
      (reason: unknown) => settle(key, { status: "rejected", reason }),
    );
  }
  for (let taken = 0; taken < entries.length; taken += 1) {
    if (settled.length <= taken) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const next = settled[taken];
    if (next !== undefined) yield next;
  }
}
