// When the browser has drawn what it was told to: what is heavy and not needed for that can wait until then.

/** Frames stop in the background; there is nothing to wait for then. */
const LONGEST_WAIT_MS = 250;

/** Resolves once the next frame is on the screen and the main thread is free for a moment. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_WAIT_MS);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(timer);
        setTimeout(resolve);
      }),
    );
  });
}
