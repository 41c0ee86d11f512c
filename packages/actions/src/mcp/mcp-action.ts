// The `mcp` action: `call: mcp` of the DSL (reference, "MCP Call"), arguments already evaluated. One call is one conversation: a
// server keeps nothing for the next step that it was not told to keep.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { invalidArgument, isObject, readChoice, readObject, readOptionalString, readString } from "../arguments.ts";
import type { ContainerOptions } from "../container/container-options.ts";
import { readArguments, readEnvironment } from "../container/process-arguments.ts";
import type { Action, ActionContext } from "../define-action.ts";
import { readEndpoint } from "../http/http-action.ts";
import { LIMITS } from "../limits.ts";
import { readDuration } from "../read-duration.ts";
import { createHttpTransport } from "./http-transport.ts";
import { MCP_DESCRIPTOR, MCP_READS } from "./mcp-descriptor.ts";
import { callMcpServer } from "./mcp-session.ts";
import type { McpCall, McpTransport } from "./mcp-session.ts";
import { createStdioTransport } from "./stdio-transport.ts";

export interface McpOptions {
  /** The images in which commands of servers run, by command. @default none: the document names the image */
  readonly images?: Readonly<Record<string, string>>;
}

export function createMcpAction(options: McpOptions, containers: ContainerOptions): Action {
  return {
    descriptor: MCP_DESCRIPTOR,
    async run(args, given) {
      const call = readObject(args, "with");
      const asked = readCall(call);
      const timeoutMs = readDuration(call["timeout"], "timeout");
      const deadline = timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)];
      const context = { ...given, signal: AbortSignal.any([given.signal, ...deadline]) };
      const transport = openTransport(readObject(call["transport"], "transport"), options, containers, context);
      try {
        return await orTimeout(
          callMcpServer(transport, asked, (line) => context.log(line)),
          context.signal,
        );
      } finally {
        await transport.close();
      }
    },
  };
}

function readCall(call: JsonObject): McpCall {
  const parameters = call["parameters"];
  if (parameters !== undefined && parameters !== null && !isObject(parameters)) {
    throw invalidArgument("parameters", "an object");
  }
  if (call["method"] === undefined) throw invalidArgument("method", "given");
  const client = isObject(call["client"]) ? call["client"] : {};
  const description = readOptionalString(client["description"], "client.description");
  return {
    method: readChoice(call["method"], "method", ["tools/call", ...MCP_READS]),
    params: isObject(parameters) ? parameters : {},
    protocolVersion: readOptionalString(call["protocolVersion"], "protocolVersion") ?? "2025-06-18",
    client: {
      name: readOptionalString(client["name"], "client.name") ?? "ironweave",
      version: readOptionalString(client["version"], "client.version") ?? "1",
      ...(description === undefined ? {} : { description }),
    },
  };
}

function openTransport(
  transport: JsonObject,
  options: McpOptions,
  containers: ContainerOptions,
  context: ActionContext,
): McpTransport & { close(): Promise<void> } {
  const { http, stdio } = transport;
  if (isObject(http)) {
    const { uri, authentication } = readEndpoint(http["endpoint"], "transport.http.endpoint");
    const server = { url: uri, headers: readEnvironment(http["headers"]) };
    return createHttpTransport(authentication === undefined ? server : { ...server, authentication }, context);
  }
  if (!isObject(stdio)) throw invalidArgument("transport", "http or stdio");
  const command = readString(stdio["command"], "transport.stdio.command");
  const server = {
    image: imageFor(command, transport["options"], options),
    argv: [command, ...readArguments(stdio["arguments"])],
    environment: readEnvironment(stdio["environment"]),
  };
  return createStdioTransport(server, containers, context);
}

/** The operator's image for the command, else the document's. Throws `configuration` `mcp_image` where neither is. */
function imageFor(command: string, given: Json | undefined, { images = {} }: McpOptions): string {
  const named = isObject(given) ? readOptionalString(given["image"], "transport.options.image") : undefined;
  const image = named ?? (Object.hasOwn(images, command) ? images[command] : undefined);
  if (image !== undefined) return image;
  throw new ActionError(
    "configuration",
    `an MCP server runs in a container, and there is no image for ${command}: give transport.options.image`,
    { title: "mcp_image" },
  );
}

/** The deadline as the error that it is, where a transport passes the signal's own reason on. */
async function orTimeout<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const isTimeout = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
    if (!isTimeout || error !== signal.reason) throw error;
    throw new ActionError("timeout", "the MCP server did not answer in time", { title: LIMITS.patientMs.code });
  }
}
