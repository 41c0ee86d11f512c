// What an authentication scheme is, and what the schemes share.

import type { JsonObject } from "@ironweave/jq";
import { readString } from "../arguments.ts";
import type { ActionContext, HttpRequest, HttpResponse } from "../define-action.ts";

/** Sends a request with the values of one policy. */
export type Scheme = (values: JsonObject, request: HttpRequest, context: ActionContext) => Promise<HttpResponse>;

/** User name and password of a policy. */
export function readCredentials(values: JsonObject, scheme: string): { username: string; password: string } {
  return {
    username: readString(values["username"], `${scheme}.username`),
    password: readString(values["password"], `${scheme}.password`),
  };
}

/** The request with this `authorization` header; one set by the document gives way. */
export function withAuthorization(request: HttpRequest, value: string): HttpRequest {
  const others = Object.entries(request.headers ?? {}).filter(([name]) => name.toLowerCase() !== "authorization");
  return { ...request, headers: { ...Object.fromEntries(others), authorization: value } };
}
