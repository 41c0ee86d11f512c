// jq itself (compiled to WebAssembly by jq-web), in a worker of its own: it may hang or abort, and is then thrown away.

// The order matters: the binary's address must be set before jq-web starts to load it, which it does when it is imported.
import "./jq-binary-address.ts";
import jq from "jq-web";
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

self.addEventListener("message", (event: MessageEvent<JqRequest>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker answers its page only
  void answer(event.data).then((result) => self.postMessage(result));
});

async function answer({ program, input }: JqRequest): Promise<JqAnswer> {
  try {
    return { ok: true, output: (await jq).raw(JSON.stringify(input), program, ["-c"]) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
