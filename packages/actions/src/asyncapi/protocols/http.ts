// HTTP: a message is the body of a request; a subscription is an answer that goes on, as server-sent events or lines of JSON.

import { ActionError } from "../../action-error.ts";
import { LIMITS } from "../../limits.ts";
import type { Broker, BrokerCall } from "../broker.ts";

export const broker: Broker = {
  async publish(message, { target, credentials, context }) {
    const method = typeof target.bindings["method"] === "string" ? target.bindings["method"].toUpperCase() : "POST";
    const response = await context.http.request({
      method: method === "GET" ? "POST" : method,
      url: urlOf(target),
      headers: {
        "content-type": message.contentType,
        "idempotency-key": encodeURI(context.idempotencyKey),
        ...message.headers,
        ...authorization(credentials),
      },
      body: message.body,
      signal: context.signal,
    });
    assertGood(response.status, target);
  },

  async subscribe(inbox, { target, credentials, context }) {
    const controller = new AbortController();
    const reader = createReader((text) => inbox.push({ body: Buffer.from(text), headers: {} }));
    const opened = Promise.withResolvers<void>();
    const request = {
      method: "GET",
      url: urlOf(target),
      headers: { accept: "text/event-stream, application/x-ndjson, application/json", ...authorization(credentials) },
      signal: controller.signal,
      patient: true,
      onData(piece: Uint8Array, head: { readonly status: number; readonly headers: Readonly<Record<string, string>> }) {
        if (head.status !== 200) return false;
        opened.resolve();
        reader.take(piece, head.headers["content-type"] ?? "");
        return false;
      },
    };
    context.http.request(request).then(
      (response) => {
        try {
          assertGood(response.status, target);
          reader.end();
          inbox.end();
          opened.resolve();
        } catch (error) {
          opened.reject(error);
        }
      },
      (error: unknown) => {
        opened.reject(error);
        inbox.end(error instanceof Error ? error : new Error(String(error)));
      },
    );
    // Headers come with the first piece: an answer that says nothing yet counts as open after a while.
    const timer = setTimeout(() => opened.resolve(), LIMITS.lingerMs.value * 10);
    await opened.promise.finally(() => clearTimeout(timer));
    return {
      close: () => {
        controller.abort();
        return Promise.resolve();
      },
    };
  },
};

function urlOf({ secure, host, port, path, address }: BrokerCall["target"]): string {
  const shown = host.includes(":") ? `[${host}]` : host;
  return `${secure ? "https" : "http"}://${shown}:${String(port)}${path}/${address.replace(/^\//, "")}`;
}

function authorization(credentials: BrokerCall["credentials"]): Readonly<Record<string, string>> {
  if (credentials === undefined) return {};
  if (credentials.type === "token") return { authorization: `Bearer ${credentials.token}` };
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
  return { authorization: `Basic ${pair}` };
}

function assertGood(status: number, { host, port }: BrokerCall["target"]): void {
  if (status >= 200 && status < 300) return;
  throw new ActionError("communication", `http://${host}:${String(port)} answered ${String(status)}`, {
    status,
    title: "http_status",
  });
}

/** Cuts what comes into messages: the data of events, or lines. */
function createReader(push: (text: string) => void) {
  const decoder = new TextDecoder();
  let rest = "";
  let data: string[] = [];
  let events = false;
  const line = (text: string): void => {
    if (!events) {
      if (text.trim() !== "") push(text);
    } else if (text === "") {
      if (data.length > 0) push(data.join("\n"));
      data = [];
    } else if (text.startsWith("data:")) data.push(text.slice(text.startsWith("data: ") ? 6 : 5));
  };
  return {
    take(piece: Uint8Array, contentType: string): void {
      events = contentType.startsWith("text/event-stream");
      const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n/);
      rest = lines.pop() ?? "";
      for (const each of lines) line(each);
    },
    end(): void {
      if (rest !== "") line(rest);
      if (events) line("");
    },
  };
}
