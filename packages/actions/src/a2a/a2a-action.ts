// The `a2a` action: `call: a2a` of the DSL (reference, "A2A Call"), arguments already evaluated. JSON-RPC 2.0 by HTTP; of a stream
// all results are the output, in order.

import { createHash } from "node:crypto";
import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { invalidArgument, isObject, readChoice, readObject } from "../arguments.ts";
import type { Action } from "../define-action.ts";
import { postRpc } from "../json-rpc/post-rpc.ts";
import { A2A_DESCRIPTOR, A2A_METHODS, A2A_STREAMS } from "./a2a-descriptor.ts";
import { agentEndpoint } from "./agent-endpoint.ts";

export const a2aAction: Action = {
  descriptor: A2A_DESCRIPTOR,
  async run(args, context) {
    const call = readObject(args, "with");
    if (call["method"] === undefined) throw invalidArgument("method", "given");
    const method = readChoice(call["method"], "method", A2A_METHODS);
    const params = readParameters(method, call["parameters"], context.idempotencyKey);
    const endpoint = await agentEndpoint(call, context);
    const isStream = A2A_STREAMS.some((each) => each === method);
    const results: Json[] = [];
    await postRpc(endpoint, { id: 1, method, ...(params === undefined ? {} : { params }) }, context, (message) => {
      if (message.type === "error") throw refusal(method, message.code, message.message);
      if (message.type !== "result" || message.id !== 1) return false;
      results.push(message.result);
      return !isStream || (isObject(message.result) && message.result["final"] === true);
    });
    if (isStream) return results;
    const [result] = results;
    if (result !== undefined) return result;
    throw new ActionError("communication", `${method}: the agent answered without a result`, {
      title: "a2a_no_answer",
    });
  },
};

/** The parameters, with what the reference says a message must have by default. */
function readParameters(method: string, value: Json | undefined, key: string): JsonObject | undefined {
  if (value !== undefined && value !== null && !isObject(value)) throw invalidArgument("parameters", "an object");
  const params = isObject(value) ? value : undefined;
  if (method !== "message/send" && method !== "message/stream") return params;
  const message = isObject(params?.["message"]) ? params["message"] : {};
  return { ...params, message: { kind: "message", role: "user", messageId: uuidOf(key), ...message } };
}

/** Equal for every attempt of the step, so that an agent that looks can tell. */
function uuidOf(key: string): string {
  const hex = createHash("sha256").update(`a2a:${key}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function refusal(method: string, code: number, message: string): ActionError {
  const detail = `${method}: the agent answered with an error: ${String(code)} ${message.slice(0, 1000)}`;
  return new ActionError("runtime", detail, { title: "a2a_error" });
}
