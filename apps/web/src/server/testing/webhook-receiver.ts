// A receiver of webhooks for tests: it remembers what it was sent, checks the signature as a receiver should, and answers as told.

import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly id: string;
  readonly signed: boolean;
  readonly type: string;
  readonly event: Readonly<Record<string, unknown>>;
}

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  /** What signs; nothing counts as signed without it. */
  secret: string;
  /** Status of the next answers. */
  status: number;
  /** Resolves before each answer. */
  hold: Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const header = (name: string): string => String(request.headers[name]);
      const id = header("webhook-id");
      const key = Buffer.from(receiver.secret.replace(/^whsec_/u, ""), "base64");
      const content = `${id}.${header("webhook-timestamp")}.${body}`;
      const signature = `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
      const event = JSON.parse(body) as Record<string, unknown>;
      const signed = signature === header("webhook-signature");
      receiver.received.push({ id, signed, type: String(event["type"]), event });
      void receiver.hold.then(() => response.writeHead(receiver.status).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    secret: "",
    status: 204,
    hold: Promise.resolve(),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
