// Validates large texts in a worker, so that a key press never waits for it. Small texts are validated at once.
// The invariant: only the answer to the newest question is reported.

import type { Diagnostic } from "@ironweave/schema";

/** Above this many characters (some 400 lines) validation would take more than a few milliseconds: it leaves the main thread. */
export const LARGE_TEXT = 12_000;

/** Answers later what is wrong with a text. */
export interface BackgroundValidator {
  /** Calls back once, unless another text is asked for before. */
  check(text: string, report: (diagnostics: readonly Diagnostic[]) => void): void;
  stop(): void;
}

/** A validator over a worker, which is started by the first large text. */
export function createBackgroundValidator(): BackgroundValidator {
  let worker: Worker | undefined;
  let newest: { readonly text: string; readonly report: (diagnostics: readonly Diagnostic[]) => void } | undefined;
  let busy = false;

  function send(): void {
    if (busy || newest === undefined) return;
    busy = true;
    worker ??= start();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(newest.text);
  }

  function start(): Worker {
    const started = new Worker(new URL("./validate-worker.ts", import.meta.url), { type: "module", name: "validate" });
    started.addEventListener(
      "message",
      ({ data }: MessageEvent<{ readonly text: string; readonly diagnostics: readonly Diagnostic[] }>) => {
        busy = false;
        if (newest?.text !== data.text) return send();
        const { report } = newest;
        newest = undefined;
        report(data.diagnostics);
      },
    );
    return started;
  }

  return {
    check(text, report) {
      newest = { text, report };
      send();
    },
    stop: () => worker?.terminate(),
  };
}
