// One conversation with an MCP server (modelcontextprotocol.io, "Lifecycle"), whatever carries it: the greeting, the request, and
// answers to what the server asks meanwhile. A transport moves messages and knows nothing of their meaning.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject } from "../arguments.ts";
import type { RpcMessage, RpcRequest } from "../json-rpc/json-rpc.ts";

export interface McpTransport {
  /**
   * Sends a request and resolves with the server's answer to it. What else comes meanwhile goes to `onOther`, whose text, if it
   * gives one, is sent back.
   */
  ask(request: RpcRequest & { readonly id: number }, onOther: OtherMessage): Promise<RpcMessage>;
  /** Sends a notification. */
  tell(notification: RpcRequest): Promise<void>;
  /** Told once, after the greeting: the version that both speak. */
  agreed(protocolVersion: string): void;
}

/** The answer to a message that is not the one waited for. */
export type OtherMessage = (message: RpcMessage) => string | undefined;

export interface McpCall {
  readonly method: string;
  readonly params: JsonObject;
  readonly protocolVersion: string;
  readonly client: JsonObject;
}

/** Versions whose greeting and messages are understood here. */
const VERSIONS: readonly string[] = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];

/**
 * The result of the call. Rejects with `ActionError`: `runtime` `mcp_error` where the server answers with an error,
 * `mcp_tool_failed` where a tool says that it failed; `configuration` `mcp_version` where no version is common.
 */
export async function callMcpServer(
  transport: McpTransport,
  call: McpCall,
  log: (line: string) => void,
): Promise<Json> {
  const onOther = otherMessages(log);
  const greeting: RpcRequest & { readonly id: number } = {
    id: 1,
    method: "initialize",
    // Nothing is offered to the server: a step of a workflow has no model, no user to ask and no folders to show.
    params: { protocolVersion: call.protocolVersion, capabilities: {}, clientInfo: call.client },
  };
  const welcome = resultOf(await transport.ask(greeting, onOther), "initialize");
  const version = isObject(welcome) ? welcome["protocolVersion"] : undefined;
  if (typeof version !== "string" || !VERSIONS.includes(version)) {
    const detail = `the server speaks version ${typeof version === "string" ? version.slice(0, 40) : "unknown"} of the protocol; here it is one of ${VERSIONS.join(", ")}`;
    throw new ActionError("configuration", detail, { title: "mcp_version" });
  }
  transport.agreed(version);
  await transport.tell({ method: "notifications/initialized" });
  const result = resultOf(
    await transport.ask({ id: 2, method: call.method, params: call.params }, onOther),
    call.method,
  );
  if (call.method === "tools/call" && isObject(result) && result["isError"] === true) {
    throw new ActionError("runtime", `the tool failed${textOf(result["content"])}`, { title: "mcp_tool_failed" });
  }
  return result;
}

function resultOf(message: RpcMessage, method: string): Json {
  if (message.type === "result") return message.result;
  const said = message.type === "error" ? `${String(message.code)} ${message.message}` : message.type;
  throw new ActionError("runtime", `${method}: the server answered with an error: ${said.slice(0, 1000)}`, {
    title: "mcp_error",
  });
}

/** Pings are answered, other questions refused, and what is told is logged. */
function otherMessages(log: (line: string) => void): OtherMessage {
  return (message) => {
    if (message.type === "request") {
      const answer =
        message.method === "ping"
          ? { result: {} }
          : { error: { code: -32_601, message: "a workflow offers nothing to servers" } };
      return JSON.stringify({ jsonrpc: "2.0", id: message.id, ...answer });
    }
    if (message.type === "notification" && message.method === "notifications/message" && isObject(message.params)) {
      const { data } = message.params;
      log(typeof data === "string" ? data : JSON.stringify(data ?? null));
    }
    return undefined;
  };
}

/** The text parts of a tool's content, for people. */
function textOf(content: Json | undefined): string {
  const parts: readonly Json[] = Array.isArray(content) ? content : [];
  const texts = parts.flatMap((part) => (isObject(part) && typeof part["text"] === "string" ? [part["text"]] : []));
  return texts.length === 0 ? "" : `: ${texts.join("\n").slice(0, 1000)}`;
}
