// The `openapi` action: `call: openapi` of the DSL (reference, "OpenAPI Call"), arguments already evaluated.
// Credentials go to the server that the document names, which its author thereby trusts.

import { isObject, readBoolean, readChoice, readObject, readString } from "../arguments.ts";
import type { Action } from "../define-action.ts";
import { callEndpoint } from "../http/call-endpoint.ts";
import { buildRequest } from "./build-request.ts";
import { findOperation } from "./find-operation.ts";
import { loadDocument } from "./load-document.ts";
import { OPENAPI_DESCRIPTOR } from "./openapi-descriptor.ts";
import { createReferences } from "./references.ts";

export const openapiAction: Action = {
  descriptor: OPENAPI_DESCRIPTOR,
  async run(args, context) {
    const call = readObject(args, "with");
    const operationId = readString(call["operationId"], "operationId");
    const document = await loadDocument(call["document"], context);
    const operation = await findOperation(document, operationId, createReferences(document, context));
    const values = isObject(call["parameters"]) ? call["parameters"] : {};
    return callEndpoint(
      {
        method: operation.method,
        ...buildRequest(operation, values),
        ...(call["authentication"] === undefined ? {} : { authentication: call["authentication"] }),
        output: readChoice(call["output"], "output", ["content", "raw", "response"]),
        redirect: readBoolean(call["redirect"], "redirect", false),
      },
      context,
    );
  },
};
