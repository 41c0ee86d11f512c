// Arguments of `call: grpc`.

import { authenticationOrName } from "../authentication.ts";
import { externalResource } from "../endpoint.ts";
import { data, describe, integer, object, string, versions } from "../schema-builder.ts";
import type { Infer, NodeMeta } from "../schema-node.ts";
import { dnsLabel, hostName } from "../text-check.ts";

const host = { title: "Host", description: "Name of the machine.", examples: ["localhost"] } satisfies NodeMeta;

/** Which method of a gRPC service to call, and with what. */
export const grpcArguments = object({
  title: "gRPC call",
  description: "The method to call.",
  required: {
    proto: describe(externalResource, { title: "Protocol file", description: "The .proto file of the service." }),
    service: object({
      title: "Service",
      description: "The service, and where it is.",
      required: {
        name: string({ title: "Name", description: "Full name of the service." }),
        // 1.0.0 allows no dots.
        host: versions(
          [
            ["1.0.0", string({ ...host, check: dnsLabel })],
            ["1.0.1", string({ ...host, check: hostName })],
          ],
          host,
        ),
      },
      optional: {
        port: integer({ title: "Port", minimum: 0, maximum: 65_535 }),
        authentication: authenticationOrName,
      },
    }),
    method: string({ title: "Method", description: "Name of the method." }),
  },
  optional: {
    arguments: data({ title: "Arguments", description: "The method's arguments by name.", expression: "value" }),
  },
});

export type GrpcArguments = Infer<typeof grpcArguments>;
