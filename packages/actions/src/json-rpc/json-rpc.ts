// JSON-RPC 2.0 messages (jsonrpc.org/specification), read from what a server sends, which may be anything. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { isObject } from "../arguments.ts";

/** A request to send, or a notification where it has no id. */
export interface RpcRequest {
  readonly id?: number | string;
  readonly method: string;
  readonly params?: JsonObject;
}

export type RpcMessage =
  | { readonly type: "result"; readonly id: Json; readonly result: Json }
  | { readonly type: "error"; readonly id: Json; readonly code: number; readonly message: string }
  | { readonly type: "request"; readonly id: Json; readonly method: string }
  | { readonly type: "notification"; readonly method: string; readonly params: Json };

/** The text of a request or notification. */
export function rpcText({ id, method, params }: RpcRequest): string {
  return JSON.stringify({
    jsonrpc: "2.0",
    ...(id === undefined ? {} : { id }),
    method,
    ...(params === undefined ? {} : { params }),
  });
}

/** The messages in a text: one, or several in a batch; what is none of them is left out. */
export function readRpcMessages(text: string): readonly RpcMessage[] {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return [];
  }
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return list.flatMap((each) => readMessage(each) ?? []);
}

function readMessage(value: Json): RpcMessage | undefined {
  if (!isObject(value) || value["jsonrpc"] !== "2.0") return undefined;
  const { id, method, result, error, params } = value;
  if (typeof method === "string") {
    return id === undefined
      ? { type: "notification", method, params: params ?? null }
      : { type: "request", id, method };
  }
  if (isObject(error)) {
    const code = typeof error["code"] === "number" ? error["code"] : 0;
    const message = typeof error["message"] === "string" ? error["message"] : "";
    return { type: "error", id: id ?? null, code, message };
  }
  return id === undefined || result === undefined ? undefined : { type: "result", id, result };
}
