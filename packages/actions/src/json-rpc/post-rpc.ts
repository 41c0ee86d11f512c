// Sends one JSON-RPC message by HTTP and reads what comes back, which is JSON or a stream of events: what MCP's "Streamable
// HTTP" and A2A have in common. The way out is the guarded client's; a stream is left as soon as nothing more is wanted.

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { ActionContext, HttpResponse } from "../define-action.ts";
import { retryAfterMs } from "../http/retry-after.ts";
import { LIMITS } from "../limits.ts";
import { createEventStream } from "./event-stream.ts";
import { readRpcMessages, rpcText } from "./json-rpc.ts";
import type { RpcMessage, RpcRequest } from "./json-rpc.ts";

export interface RpcEndpoint {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A policy, with references resolved. */
  readonly authentication?: Json;
}

/**
 * Sends the message. `onMessage` gets what comes back, in order, and says true when it has what it wants. Resolves with the
 * answer's head; rejects with `ActionError` `communication` `http_status` for an answer that is not 2xx.
 */
export async function postRpc(
  endpoint: RpcEndpoint,
  message: RpcRequest | string,
  context: ActionContext,
  onMessage: (message: RpcMessage) => boolean,
): Promise<Pick<HttpResponse, "status" | "headers">> {
  const stream = createEventStream();
  const response = await authenticate(endpoint.authentication, context).send({
    method: "POST",
    url: endpoint.url,
    headers: {
      accept: "application/json, text/event-stream",
      ...endpoint.headers,
      "content-type": "application/json",
    },
    body: typeof message === "string" ? message : rpcText(message),
    signal: context.signal,
    patient: true,
    onData(piece, head) {
      if (!isStream(head) || head.status >= 300) return false;
      return stream.push(piece).some((data) => readRpcMessages(data).some(onMessage));
    },
  });
  if (response.status >= 200 && response.status < 300) {
    if (!isStream(response)) readRpcMessages(textOf(response)).some(onMessage);
    return response;
  }
  // Some servers explain a refusal in a message.
  const [refusal] = readRpcMessages(textOf(response));
  const said = refusal?.type === "error" ? refusal.message : textOf(response).trim();
  const excerpt = said.slice(0, LIMITS.errorExcerptChars.value);
  const where = new URL(endpoint.url);
  throw new ActionError(
    "communication",
    `POST ${where.origin}${where.pathname} answered ${String(response.status)}${excerpt && `: ${excerpt}`}`,
    {
      status: response.status,
      title: LIMITS.errorExcerptChars.code,
      retryAfterMs: retryAfterMs(response, Date.now()),
    },
  );
}

function isStream({ headers }: Pick<HttpResponse, "headers">): boolean {
  return (headers["content-type"] ?? "").toLowerCase().startsWith("text/event-stream");
}

function textOf({ body }: HttpResponse): string {
  return Buffer.from(body).toString("utf8");
}
