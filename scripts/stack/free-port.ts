// Finds TCP ports on the loopback address. A port found free may be taken a moment later: callers retry or report.

import { createServer } from "node:net";

/** True when nothing listens on `port` of `host`. */
export function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A free port chosen by the operating system. */
export function freePort(host = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host, exclusive: true }, () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** The first free port from `wanted` upwards, at most `tries` further; then one of the system's choice. 0 = any. */
export async function freePortFrom(wanted: number, tries = 50): Promise<number> {
  if (wanted !== 0) {
    for (let port = wanted; port <= Math.min(65_535, wanted + tries); port++) {
      // A page is reachable by every interface's name, so both the loopback and the wildcard address must be free.
      if ((await isPortFree(port)) && (await isPortFree(port, "0.0.0.0"))) return port;
    }
  }
  return freePort();
}
