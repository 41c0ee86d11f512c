// MCP over a program's standard streams (modelcontextprotocol.io, "stdio"): a message is a line. The program runs in a container of
// its own and nowhere else (ADR 0093); what it writes to its error output is the step's log.

import { ActionError } from "../action-error.ts";
import type { ContainerOptions } from "../container/container-options.ts";
import { startContainer } from "../container/run-container.ts";
import type { ActionContext } from "../define-action.ts";
import { readRpcMessages, rpcText } from "../json-rpc/json-rpc.ts";
import type { RpcMessage } from "../json-rpc/json-rpc.ts";
import { LIMITS } from "../limits.ts";
import type { McpTransport, OtherMessage } from "./mcp-session.ts";

export interface StdioServer {
  readonly image: string;
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface StdioTransport extends McpTransport {
  /** Ends the program: politely, then by force. Never rejects. */
  close(): Promise<void>;
}

interface Waiting {
  readonly id: number;
  readonly onOther: OtherMessage;
  readonly resolve: (message: RpcMessage) => void;
}

/** Starts the server. Throws, and `ask` rejects, as `runContainer` does; or with `runtime` `mcp_server_ended`. */
export function createStdioTransport(
  server: StdioServer,
  options: ContainerOptions,
  context: ActionContext,
): StdioTransport {
  const ending = new AbortController();
  let waiting: Waiting | undefined;
  const onLine = (line: string, stream: "stdout" | "stderr"): void => {
    const messages = stream === "stdout" ? readRpcMessages(line) : [];
    if (messages.length === 0) context.log(line);
    for (const message of messages) {
      if ((message.type === "result" || message.type === "error") && message.id === waiting?.id) {
        waiting.resolve(message);
        continue;
      }
      const reply = waiting?.onOther(message);
      if (reply !== undefined) running.write(`${reply}\n`);
    }
  };
  const running = startContainer(
    { ...server, pull: "missing", stopAtLimit: true },
    options,
    { ...context, signal: AbortSignal.any([context.signal, ending.signal]) },
    { onLine, outputBytes: LIMITS.responseBytes.value },
  );
  const ended = running.result.then((result): never => {
    throw endedEarly(result);
  });
  // It may end while nobody asks; whoever asks next is told.
  ended.catch(() => undefined);
  return {
    ask(request, onOther) {
      const answered = new Promise<RpcMessage>((resolve) => (waiting = { id: request.id, onOther, resolve }));
      running.write(`${rpcText(request)}\n`);
      return Promise.race([answered, ended]);
    },
    tell(notification) {
      running.write(`${rpcText(notification)}\n`);
      return Promise.resolve();
    },
    agreed: () => undefined,
    async close() {
      running.end();
      const forced = setTimeout(() => ending.abort(), LIMITS.goodbyeMs.value);
      await ended.catch(() => undefined);
      clearTimeout(forced);
    },
  };
}

function endedEarly(result: {
  readonly code: number;
  readonly stderr: string;
  readonly truncated: boolean;
}): ActionError {
  if (result.truncated) {
    return new ActionError("runtime", "the MCP server wrote more than is read of its output", {
      title: LIMITS.processOutputBytes.code,
    });
  }
  const said = result.stderr.trim().slice(-500);
  return new ActionError("runtime", `the MCP server ended with code ${String(result.code)}${said && `: ${said}`}`, {
    title: "mcp_server_ended",
  });
}
