// AMQP 0-9-1 (RabbitMQ), by amqplib. Messages are confirmed by the broker when published, and acknowledged when the run has them.

import { connect, credentials as mechanisms } from "amqplib";
import type { ChannelModel } from "amqplib";
import type { JsonObject } from "@ironweave/jq";
import { ActionError } from "../../action-error.ts";
import { isObject } from "../../arguments.ts";
import { LIMITS } from "../../limits.ts";
import type { Broker, BrokerCall } from "../broker.ts";
import { socketOptions } from "../guarded-socket.ts";

const PREFETCHED = 100;

export const broker: Broker = {
  async publish(message, call) {
    const connection = await open(call);
    try {
      const channel = await connection.createConfirmChannel();
      const returned = Promise.withResolvers<void>();
      channel.once("return", () => returned.reject(unroutable(call)));
      channel.on("error", (error) => returned.reject(error));
      const { exchange, routingKey } = placeOf(call);
      const sent = new Promise<void>((resolve, reject) => {
        channel.publish(
          exchange,
          routingKey,
          message.body,
          { contentType: message.contentType, headers: { ...message.headers }, persistent: true, mandatory: true },
          (error: unknown) => (error === null || error === undefined ? resolve() : reject(error)),
        );
      });
      // A message that is returned is returned before it is confirmed.
      await Promise.race([sent, returned.promise]);
      returned.promise.catch(() => undefined);
    } finally {
      await connection.close().catch(() => undefined);
    }
  },

  async subscribe(inbox, call) {
    const connection = await open(call);
    connection.on("error", (error) => inbox.end(error));
    connection.on("close", () => inbox.end(new Error("the connection was closed")));
    try {
      const channel = await connection.createChannel();
      channel.on("error", (error) => inbox.end(error));
      await channel.prefetch(PREFETCHED);
      const { exchange, routingKey, queue } = placeOf(call);
      let name = queue;
      if (exchange === "") await channel.checkQueue(queue);
      else {
        name = (await channel.assertQueue("", { exclusive: true, autoDelete: true })).queue;
        await channel.bindQueue(name, exchange, routingKey);
      }
      await channel.consume(name, (message) => {
        if (message === null) return inbox.end(new Error("the queue was deleted"));
        const { contentType, correlationId, headers } = message.properties;
        const texts = Object.entries(headers ?? {}).map(([key, value]) => [key, String(value)]);
        return inbox.push(
          {
            body: message.content,
            headers: Object.fromEntries(texts) as Record<string, string>,
            contentType: typeof contentType === "string" ? contentType : undefined,
            correlationId: typeof correlationId === "string" ? correlationId : undefined,
          },
          () => channel.ack(message),
        );
      });
      return {
        // Closing the channel first sends the acknowledgements that are under way.
        close: async () => {
          await channel.close().catch(() => undefined);
          await connection.close().catch(() => undefined);
        },
      };
    } catch (error) {
      await connection.close().catch(() => undefined);
      throw error;
    }
  },
};

/** Exchange and routing key by the channel's binding; without one, the queue of the channel's name. */
function placeOf({ target }: BrokerCall) {
  const { bindings, address } = target;
  const exchange = nameIn(bindings["exchange"]);
  const queue = nameIn(bindings["queue"]) ?? address;
  const isQueue = bindings["is"] === "queue" || exchange === undefined || exchange === "";
  return { exchange: isQueue ? "" : exchange, routingKey: isQueue ? queue : address, queue };
}

function nameIn(value: JsonObject[string] | undefined): string | undefined {
  return isObject(value) && typeof value["name"] === "string" ? value["name"] : undefined;
}

function unroutable({ target }: BrokerCall): ActionError {
  return new ActionError("communication", `no queue takes messages for ${target.address}`, {
    status: 404,
    title: "asyncapi_unroutable",
  });
}

async function open({ target, credentials, context }: BrokerCall): Promise<ChannelModel> {
  const { host, port, servername } = await socketOptions(context.http, target);
  const user = credentials?.type === "password" ? credentials : { username: "guest", password: "guest" };
  const connection = await connect(
    {
      protocol: target.secure ? "amqps" : "amqp",
      hostname: host,
      port,
      vhost: target.path === "" ? "/" : decodeURIComponent(target.path.slice(1)),
      frameMax: 131_072,
    },
    {
      timeout: LIMITS.connectMs.value,
      ...(servername === undefined ? {} : { servername }),
      credentials: mechanisms.plain(user.username, credentials?.type === "token" ? credentials.token : user.password),
    },
  );
  connection.on("error", () => undefined);
  return connection;
}
