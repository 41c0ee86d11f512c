// What can be told of the `http` action without running it. Safe for the browser and the workflow sandbox.

import type { JsonObject } from "@ironweave/jq";
import type { ActionDescriptor } from "../define-action.ts";
import { endpointSchema } from "../auth/endpoint-schema.ts";
import { LIMITS } from "../limits.ts";

/** How much of the answer becomes the task's output; shared with `openapi`. */
export const OUTPUT_SCHEMA: JsonObject = {
  title: "Output",
  description:
    "What the task returns: the decoded content, the content as base64, or the whole answer with its status and headers.",
  type: "string",
  enum: ["content", "raw", "response"],
  default: "content",
};

/** Whether 3xx answers pass; shared with `openapi`. */
export const REDIRECT_SCHEMA: JsonObject = {
  title: "Accept redirects",
  description: "Whether a 3xx answer is a result. Otherwise only 2xx is, and anything else is a communication error.",
  type: "boolean",
  default: false,
};

const HEADERS: JsonObject = {
  title: "Headers",
  description: "Request headers. Requests that may change something get an Idempotency-Key unless it is set here.",
  type: "object",
  additionalProperties: { type: "string" },
};

export const HTTP_DESCRIPTOR: ActionDescriptor = {
  name: "http",
  title: "HTTP request",
  description: "Sends one HTTP request and returns what came back.",
  category: "Network",
  input: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["method", "endpoint"],
    properties: {
      method: {
        title: "Method",
        description: "The HTTP method; GET, HEAD and OPTIONS are safe to repeat.",
        type: "string",
        default: "get",
        examples: ["get", "post", "put", "patch", "delete", "head", "options"],
      },
      endpoint: endpointSchema(
        "Endpoint",
        "The address. A name in braces, as in /pets/{id}, is filled from the task's input.",
      ),
      headers: HEADERS,
      query: {
        title: "Query",
        description: "Parameters appended to the address; a list repeats its name.",
        type: "object",
      },
      body: {
        title: "Body",
        description: "Sent as JSON, or as it is when it is a string; a form when the content type says so.",
      },
      output: OUTPUT_SCHEMA,
      redirect: REDIRECT_SCHEMA,
    },
  },
  // Requests carry an Idempotency-Key, equal for every attempt of the step: a lost one is repeated with the same key.
  idempotency: "keyed",
  effect: "any",
  timeoutMs: LIMITS.totalMs.value,
};
