// `GET /health` on the loopback address: 200 while the worker polls, 503 otherwise. For the start script and for probes.

import { createServer } from "node:http";

export interface Health {
  close(): void;
}

/** Serves the answer of `isHealthy` on the port. */
export function serveHealth(port: number, isHealthy: () => boolean): Promise<Health> {
  const server = createServer((request, response) => {
    const healthy = isHealthy();
    const status = request.url === "/health" ? (healthy ? 200 : 503) : 404;
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify({ healthy }));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve({ close: () => server.close() }));
  });
}
