// Asks jq itself and says whether our answer is the same. Starts a worker per question, so that a bad one cannot linger.

import type { Json } from "@ironweave/jq";
import type { Trial } from "../inspector/try-expression.ts";
import type { JqAnswer } from "./jq-worker.ts";
import { sameOutputs } from "./same-outputs.ts";

/** The verdict. */
export type Comparison = { readonly type: "same" } | { readonly type: "different"; readonly message: string };

const PATIENCE_MS = 10_000;

/** Compares our result with jq's. Never rejects. */
export async function compareWithJq(program: string, input: Json, ours: Trial | undefined): Promise<Comparison> {
  const worker = new Worker(new URL("./jq-worker.ts", import.meta.url), { type: "module", name: "jq" });
  try {
    const answer = await new Promise<JqAnswer>((resolve, reject) => {
      worker.addEventListener("message", (event: MessageEvent<JqAnswer>) => resolve(event.data));
      worker.addEventListener("error", () => reject(new Error("jq could not be started.")));
      setTimeout(() => reject(new Error("jq gave no answer in ten seconds.")), PATIENCE_MS);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      worker.postMessage({ program, input });
    });
    return verdict(answer, ours);
  } catch (error) {
    return { type: "different", message: error instanceof Error ? error.message : "jq failed." };
  } finally {
    worker.terminate();
  }
}

function verdict(answer: JqAnswer, ours: Trial | undefined): Comparison {
  if (!answer.ok) {
    if (ours?.ok === false) return { type: "same" };
    return { type: "different", message: `jq fails: ${answer.message.trim().slice(0, 200)}` };
  }
  if (ours?.ok !== true) return { type: "different", message: `jq answers: ${answer.output.trim().slice(0, 200)}` };
  if (sameOutputs(ours.outputs, answer.output)) return { type: "same" };
  return { type: "different", message: `jq answers: ${answer.output.trim().slice(0, 200)}` };
}
