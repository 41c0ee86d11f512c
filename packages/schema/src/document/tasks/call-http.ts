// Arguments of `call: http` and `call: openapi`.

import { authenticationOrName } from "../authentication.ts";
import { endpoint, externalResource } from "../endpoint.ts";
import {
  any,
  boolean,
  choice,
  data,
  describe,
  map,
  object,
  oneOfValues,
  scalar,
  string,
  versions,
} from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { wrappedExpression } from "../text-check.ts";

const response = {
  output: oneOfValues(["content", "raw", "response"], {
    title: "Output",
    description: "What the task gives: the content, its raw bytes as base64, or the whole response.",
    default: "content",
  }),
  redirect: boolean({
    title: "Redirects are fine",
    description: "Lets a 3xx answer pass instead of raising an error.",
    default: false,
  }),
};

/** Name and value pairs: free before 1.0.1, then strings or one expression. */
const pairs = (title: string, description: string) =>
  versions(
    [
      ["1.0.0", data({ expression: "value" })],
      [
        "1.0.1",
        choice([
          map(scalar({ expression: "value" }), { expression: "value" }),
          string({ title: "Expression", check: wrappedExpression, expression: "value", gives: ["null", "object"] }),
        ]),
      ],
    ],
    { title, description },
  );

/** What an HTTP request is made of. */
export const httpArguments = object({
  title: "HTTP request",
  description: "The request to send.",
  required: {
    method: string({
      title: "Method",
      description: "The request's method.",
      expression: "value",
      examples: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    }),
    endpoint,
  },
  optional: {
    headers: pairs("Headers", "Headers of the request by name."),
    query: pairs("Query", "Query parameters by name."),
    body: any({ title: "Body", description: "What to send; objects are sent as JSON.", expression: "value" }),
    ...response,
  },
});

/** Which operation of an OpenAPI document to call, and with what. */
export const openApiArguments = object({
  title: "OpenAPI call",
  description: "The operation to call.",
  required: {
    document: describe(externalResource, { title: "Document", description: "The OpenAPI document." }),
    operationId: string({ title: "Operation", description: "Id of the operation.", expression: "value" }),
  },
  optional: {
    parameters: data({ title: "Parameters", description: "The operation's parameters by name.", expression: "value" }),
    authentication: authenticationOrName,
    ...response,
  },
});

export type HttpArguments = Infer<typeof httpArguments>;
export type OpenApiArguments = Infer<typeof openApiArguments>;
