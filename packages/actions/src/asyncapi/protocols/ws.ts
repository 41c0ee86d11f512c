// WebSocket: a message is a frame. Frames have no headers.

import { WebSocket } from "ws";
import type { RawData } from "ws";
import { ActionError } from "../../action-error.ts";
import { LIMITS } from "../../limits.ts";
import type { Broker, BrokerCall } from "../broker.ts";
import { openSocket, socketOptions } from "../guarded-socket.ts";

export const broker: Broker = {
  async publish(message, call) {
    if (Object.keys(message.headers).length > 0) throw noHeaders();
    const socket = await open(call);
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.once("close", () => resolve());
      // Text unless it is not, since most servers read text.
      socket.send(message.body, { binary: false }, (error) => {
        if (error === undefined || error === null) socket.close(1000);
        else reject(error);
      });
    });
  },

  async subscribe(inbox, call) {
    const socket = await open(call, (data) => inbox.push({ body: data, headers: {} }));
    socket.on("error", (error) => inbox.end(error));
    socket.on("close", (code) => {
      const proper = code === 1000 || code === 1001 || code === 1005;
      inbox.end(proper ? undefined : new Error(`the connection was closed with ${String(code)}`));
    });
    return {
      close() {
        socket.close(1000);
        setTimeout(() => socket.terminate(), LIMITS.goodbyeMs.value).unref();
        return Promise.resolve();
      },
    };
  },
};

function noHeaders(): ActionError {
  return new ActionError("validation", "messages over a WebSocket have no headers", { title: "asyncapi_headers" });
}

async function open(
  { target, credentials, context }: BrokerCall,
  onMessage: (data: Buffer) => void = () => undefined,
): Promise<WebSocket> {
  const where = await socketOptions(context.http, target);
  const shown = target.host.includes(":") ? `[${target.host}]` : target.host;
  const path = `${target.path}/${target.address.replace(/^\//, "")}`;
  const url = `${target.secure ? "wss" : "ws"}://${shown}:${String(target.port)}${path === "/" ? "" : path}`;
  const socket = new WebSocket(url, {
    headers: headersOf(credentials),
    followRedirects: false,
    maxPayload: LIMITS.responseBytes.value,
    handshakeTimeout: LIMITS.connectMs.value,
    createConnection: () => openSocket(where, target.secure),
  });
  // Before it is open: the first frame may come with the handshake's end.
  socket.on("message", (data) => onMessage(toBuffer(data)));
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  return socket;
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function headersOf(credentials: BrokerCall["credentials"]): Record<string, string> {
  if (credentials === undefined) return {};
  if (credentials.type === "token") return { authorization: `Bearer ${credentials.token}` };
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
  return { authorization: `Basic ${pair}` };
}
