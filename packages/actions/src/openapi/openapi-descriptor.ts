// What can be told of the `openapi` action without running it. Safe for the browser and the workflow sandbox.

import { AUTHENTICATION_SCHEMA } from "../auth/authentication-schema.ts";
import { endpointSchema } from "../auth/endpoint-schema.ts";
import type { ActionDescriptor } from "../define-action.ts";
import { OUTPUT_SCHEMA, REDIRECT_SCHEMA } from "../http/http-descriptor.ts";
import { LIMITS } from "../limits.ts";

export const OPENAPI_DESCRIPTOR: ActionDescriptor = {
  name: "openapi",
  title: "OpenAPI operation",
  description: "Calls an operation that an OpenAPI 3 or Swagger 2 document describes.",
  category: "Network",
  input: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["document", "operationId"],
    properties: {
      document: {
        title: "Document",
        description: "Where the OpenAPI document is, as JSON or YAML.",
        type: "object",
        required: ["endpoint"],
        properties: {
          name: { title: "Name", type: "string" },
          endpoint: endpointSchema("Address"),
        },
      },
      operationId: { title: "Operation", description: "The operationId in the document.", type: "string" },
      parameters: {
        title: "Parameters",
        description:
          "Values by parameter name, sent where the document says. `body`, or the names that are no parameters, form the body.",
        type: "object",
      },
      authentication: AUTHENTICATION_SCHEMA,
      output: OUTPUT_SCHEMA,
      redirect: REDIRECT_SCHEMA,
    },
  },
  // Requests carry an Idempotency-Key, equal for every attempt of the step: a lost one is repeated with the same key.
  idempotency: "keyed",
  effect: "any",
  timeoutMs: LIMITS.totalMs.value,
};
