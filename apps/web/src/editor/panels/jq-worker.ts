// jq itself (compiled to WebAssembly by jq-web), in a worker of its own: it may hang or abort, and is then thrown away.
// jq-web looks for its binary beside the script; bundled, it stands elsewhere, so that one request is pointed there.

import type { Json } from "@ironweave/jq";

/** One question. */
export interface JqRequest {
  readonly program: string;
  readonly input: Json;
}

/** jq's standard output, or its complaint. */
export type JqAnswer =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly message: string };

const wasm = new URL("jq-web/jq.wasm", import.meta.url).href;
const originalFetch = self.fetch.bind(self);
self.fetch = (resource, options) => {
  const wanted = resource instanceof Request ? resource.url : String(resource);
  return originalFetch(wanted.endsWith("/jq.wasm") ? wasm : resource, options);
};

self.addEventListener("message", (event: MessageEvent<JqRequest>) => {
  void answer(event.data).then((result) => self.postMessage(result));
});

async function answer({ program, input }: JqRequest): Promise<JqAnswer> {
  try {
    const jq = await (await import("jq-web")).default;
    return { ok: true, output: jq.raw(JSON.stringify(input), program, ["-c"]) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
