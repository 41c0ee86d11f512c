// MCP over HTTP (modelcontextprotocol.io, "Streamable HTTP"): each message is a POST; the answer is JSON or a stream of events.
// The way out is the guarded client's. A session that the server opened is closed at the end.

import { ActionError } from "../action-error.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { ActionContext } from "../define-action.ts";
import type { RpcMessage } from "../json-rpc/json-rpc.ts";
import { postRpc } from "../json-rpc/post-rpc.ts";
import type { RpcEndpoint } from "../json-rpc/post-rpc.ts";
import { LIMITS } from "../limits.ts";
import type { McpTransport } from "./mcp-session.ts";

export interface HttpTransport extends McpTransport {
  close(): Promise<void>;
}

/** A transport that has sent nothing yet. */
export function createHttpTransport(server: RpcEndpoint, context: ActionContext): HttpTransport {
  let session: Readonly<Record<string, string>> = {};
  let version: Readonly<Record<string, string>> = {};
  const endpoint = (): RpcEndpoint => ({ ...server, headers: { ...server.headers, ...session, ...version } });
  const replies: Promise<unknown>[] = [];
  const send = (reply: string): Promise<unknown> => {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(LIMITS.goodbyeMs.value)]);
    return postRpc(endpoint(), reply, { ...context, signal }, () => false).catch(() => undefined);
  };
  return {
    async ask(request, onOther) {
      let answer: RpcMessage | undefined;
      const { headers } = await postRpc(endpoint(), request, context, (message) => {
        if ((message.type === "result" || message.type === "error") && message.id === request.id) {
          answer = message;
          return true;
        }
        const reply = onOther(message);
        // The stream goes on meanwhile; a reply that does not arrive is the server's to miss.
        if (reply !== undefined) replies.push(send(reply));
        return false;
      });
      const id = headers["mcp-session-id"];
      if (id !== undefined) session = { "mcp-session-id": id };
      if (answer !== undefined) return answer;
      throw new ActionError("communication", `${request.method}: the server closed its answer without a result`, {
        title: "mcp_no_answer",
      });
    },
    async tell(notification) {
      await postRpc(endpoint(), notification, context, () => false);
    },
    agreed(protocolVersion) {
      version = { "mcp-protocol-version": protocolVersion };
    },
    async close() {
      await Promise.all(replies);
      if (session["mcp-session-id"] === undefined) return;
      const { url, headers, authentication } = endpoint();
      // The server may refuse; the answer is the step's already.
      const request = { method: "DELETE", url, headers, timeoutMs: LIMITS.goodbyeMs.value };
      await authenticate(authentication, context)
        .send(request)
        .catch(() => undefined);
    },
  };
}
