// Sockets to brokers. The host is judged before anything is sent, and the socket goes to the address that was judged.

import { connect as connectPlain, isIP } from "node:net";
import type { LookupFunction, Socket } from "node:net";
import { checkServerIdentity, connect as connectTls } from "node:tls";
import type { HttpClient } from "../define-action.ts";

type Locator = Pick<HttpClient, "locate">;

export interface SocketTarget {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/** Where a socket goes, for clients that open it themselves. */
export interface SocketOptions {
  readonly host: string;
  readonly port: number;
  readonly servername?: string;
}

/** The judged address. Rejects as `HttpClient.locate` does. */
export async function socketOptions(http: Locator, { host, port }: SocketTarget): Promise<SocketOptions> {
  const { address } = await http.locate(host, port);
  return { host: address, port, ...(isIP(host) === 0 ? { servername: host } : {}) };
}

/** A socket to an address judged before. */
export function openSocket(options: SocketOptions, secure: boolean, onConnect?: () => void): Socket {
  return secure ? connectTls({ ...options }, onConnect) : connectPlain({ ...options }, onConnect);
}

/** A socket to a host that is judged while it connects, for brokers that send their clients on to others. */
export function openJudgedSocket(http: Locator, target: SocketTarget, onConnect: () => void): Socket {
  const { host, port, secure } = target;
  // Node looks up names only, so the name here is none and the lookup knows the real one.
  const lookup: LookupFunction = (_name, options, done) => {
    http.locate(host, port).then(
      ({ address }) => {
        const family = isIP(address);
        if (options.all === true) done(null, [{ address, family }]);
        else done(null, address, family);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), ""),
    );
  };
  const options = { host: "broker.invalid", port, lookup };
  if (!secure) return connectPlain(options, onConnect);
  return connectTls(
    {
      ...options,
      servername: isIP(host) === 0 ? host : "",
      // Without it, the certificate of an address would be compared with the name that is none.
      checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
    },
    onConnect,
  );
}
