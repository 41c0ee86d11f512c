// How an endpoint is said, in every action that has one (dsl-reference, "Endpoint"): an address, or one with authentication.

import type { JsonObject } from "@ironweave/jq";
import { AUTHENTICATION_SCHEMA } from "./authentication-schema.ts";

/** The JSON Schema of an endpoint under a title. @default description none */
export function endpointSchema(title: string, description?: string): JsonObject {
  return {
    title,
    ...(description === undefined ? {} : { description }),
    oneOf: [
      { title: "Address", type: "string", format: "uri-template" },
      {
        title: "Address with authentication",
        type: "object",
        required: ["uri"],
        properties: {
          uri: { title: "Address", type: "string", format: "uri-template" },
          authentication: AUTHENTICATION_SCHEMA,
        },
      },
    ],
  };
}
