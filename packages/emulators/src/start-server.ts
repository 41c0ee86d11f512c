// The small HTTP host under every emulator: routes a request with its body read, keeps the effect log, closes completely.
// Emulators persist nothing and import nothing from the product, so that they can judge it.

import { createServer } from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EffectLog } from "./effect-log.ts";

export interface EmulatorRequest {
  readonly method: string;
  readonly url: URL;
  /** Path segments, decoded: `/metal/v1/plans` is `["metal", "v1", "plans"]`. */
  readonly path: readonly string[];
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

export interface EmulatorResponse {
  readonly status: number;
  /** A string is sent as it is; anything else as JSON. Absent: no body. */
  readonly body?: unknown;
  readonly headers?: OutgoingHttpHeaders;
  /** Set when the request changed something: what, and the id of the object. */
  readonly effect?: { readonly name: string; readonly id: string };
}

/** A running emulator. */
export interface Emulator {
  /** `http://127.0.0.1:40123`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly log: EffectLog;
  /** Closes at once, open connections included. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** @default 0, a free port chosen by the system */
  readonly port?: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
}

/** What every emulator can be told besides. */
export interface EmulatorOptions extends ListenOptions {
  /**
   * A repeated changing request with the same `Idempotency-Key` gets the first one's answer and changes nothing. The real
   * systems do not offer this; it shows what a run does against one that does. @default false
   */
  readonly honourIdempotencyKey?: boolean;
}

export interface EmulatorParts {
  readonly log: EffectLog;
  handle(request: EmulatorRequest): EmulatorResponse;
  /** Forgets every object; `POST /__reset` calls it. */
  reset(): void;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Starts an emulator. Besides its own routes it answers `GET /__log` and `POST /__reset`. */
export async function startServer(parts: EmulatorParts, options: EmulatorOptions = {}): Promise<Emulator> {
  const answered = options.honourIdempotencyKey === true ? new Map<string, EmulatorResponse>() : undefined;
  const server = createServer((request, response) => {
    answer(parts, answered, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    });
  });
  return { ...(await listen(server, options)), log: parts.log };
}

/** Listens and gives what every server here offers. */
export async function listen(server: Server, options: ListenOptions): Promise<Omit<Emulator, "log">> {
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${String(port)}`,
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

type Answered = Map<string, EmulatorResponse> | undefined;

async function answer(
  parts: EmulatorParts,
  answered: Answered,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readText(incoming);
  const url = new URL(incoming.url ?? "/", "http://emulator");
  const request: EmulatorRequest = {
    method: incoming.method ?? "GET",
    url,
    path: url.pathname.split("/").filter(Boolean).map(decode),
    header: (name) => {
      const value = incoming.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    body,
  };
  send(response, respond(parts, answered, request));
}

function respond(parts: EmulatorParts, answered: Answered, request: EmulatorRequest): EmulatorResponse {
  if (request.url.pathname === "/__log") return { status: 200, body: parts.log.entries() };
  if (request.url.pathname === "/__reset") {
    if (request.method !== "POST") return { status: 405, headers: { allow: "POST" } };
    parts.reset();
    parts.log.clear();
    answered?.clear();
    return { status: 204 };
  }
  if (request.method === "GET" || request.method === "HEAD") return parts.handle(request);
  const key = request.header("idempotency-key");
  const first = key === undefined ? undefined : answered?.get(key);
  const result = first ?? parts.handle(request);
  parts.log.append(request, first === undefined ? result : withoutEffect(result));
  if (key !== undefined && result.status < 500) answered?.set(key, result);
  return result;
}

function withoutEffect({ effect: _effect, ...response }: EmulatorResponse): EmulatorResponse {
  return response;
}

function send(response: ServerResponse, { status, body, headers }: EmulatorResponse): void {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  response.writeHead(status, {
    ...(body === undefined ? {} : { "content-type": type }),
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new Error("request body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
