// The worker's side of background-validator.ts: a text in, its diagnostics out.

import { parseSource, validate } from "@ironweave/schema";

self.addEventListener("message", ({ data }: MessageEvent<string>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker answers its page only
  self.postMessage({ text: data, diagnostics: validate(parseSource(data)) });
});
