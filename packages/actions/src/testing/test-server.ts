// A server for one test file: answers by a function, remembers what it saw.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface TestServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  close(): Promise<void>;
}

export interface TestAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** Starts on loopback, at a free port. */
export async function startTestServer(answer: (request: SeenRequest, self: string) => TestAnswer): Promise<TestServer> {
  const seen: SeenRequest[] = [];
  let self = "";
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      );
      const body = Buffer.concat(chunks).toString("utf8");
      const request = { method: incoming.method ?? "", path: incoming.url ?? "", headers, body };
      seen.push(request);
      const result = answer(request, self);
      response.writeHead(result.status ?? 200, { "content-type": "application/json", ...result.headers });
      response.end(typeof result.body === "string" ? result.body : JSON.stringify(result.body ?? null));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  self = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url: self,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
