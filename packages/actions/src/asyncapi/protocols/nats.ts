// NATS, its core without streams, by the official client. A server that requires TLS is addressed with `tls://`.

import { connect, headers as createHeaders } from "@nats-io/transport-node";
import type { NatsConnection, TlsOptions } from "@nats-io/transport-node";
import { LIMITS } from "../../limits.ts";
import type { Broker, BrokerCall } from "../broker.ts";
import { socketOptions } from "../guarded-socket.ts";

export const broker: Broker = {
  async publish(message, call) {
    const connection = await open(call);
    try {
      const headers = createHeaders();
      for (const [name, value] of Object.entries(message.headers)) headers.set(name, value);
      const some = Object.keys(message.headers).length > 0;
      connection.publish(call.target.address, message.body, some ? { headers } : {});
      // The server has everything when it answers.
      await connection.flush();
    } finally {
      await connection.close();
    }
  },

  async subscribe(inbox, call) {
    const connection = await open(call);
    const { queue } = call.target.bindings;
    connection.subscribe(call.target.address, {
      ...(typeof queue === "string" ? { queue } : {}),
      callback(error, message) {
        if (error !== null) return inbox.end(error);
        const names = message.headers?.keys() ?? [];
        const headers = Object.fromEntries(names.map((name) => [name, message.headers?.get(name) ?? ""]));
        return inbox.push({ body: message.data, headers });
      },
    });
    void connection.closed().then((error) => inbox.end(error ?? new Error("the connection was closed")));
    await connection.flush();
    return { close: () => connection.close() };
  },
};

async function open({ target, credentials, context }: BrokerCall): Promise<NatsConnection> {
  const { host, port, servername } = await socketOptions(context.http, target);
  // The client hands these on to Node as they are, though its types know less.
  const tls: TlsOptions & { readonly servername: string } = { servername: servername ?? "" };
  return connect({
    servers: `${host.includes(":") ? `[${host}]` : host}:${String(port)}`,
    // Other members of a cluster would be addresses that nobody judged.
    ignoreClusterUpdates: true,
    reconnect: false,
    timeout: LIMITS.connectMs.value,
    ...(target.secure ? { tls } : {}),
    ...(credentials?.type === "password" ? { user: credentials.username, pass: credentials.password } : {}),
    ...(credentials?.type === "token" ? { token: credentials.token } : {}),
  });
}
