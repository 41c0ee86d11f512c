// The `http` action: `call: http` of the DSL (reference, "HTTP Call"). Its arguments are evaluated and its URI templates
// expanded by the engine, which alone knows what was literal text; nothing is evaluated or expanded here.

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import {
  invalidArgument,
  isObject,
  readBoolean,
  readChoice,
  readObject,
  readString,
  scalarText,
} from "../arguments.ts";
import type { Action } from "../define-action.ts";
import { callEndpoint } from "./call-endpoint.ts";
import { HTTP_DESCRIPTOR } from "./http-descriptor.ts";
import { appendQuery, encodeBody } from "./request-body.ts";

export const httpAction: Action = {
  descriptor: HTTP_DESCRIPTOR,
  async run(args, context) {
    const call = readObject(args, "with");
    const method = readString(call["method"], "method").toUpperCase();
    const endpoint = readEndpoint(call["endpoint"]);
    const url = buildUrl(endpoint.uri, call["query"]);
    const headers = readHeaders(call["headers"], "headers");
    const body = call["body"] === undefined ? undefined : encodeBody(call["body"], findHeader(headers, "content-type"));
    return callEndpoint(
      {
        method,
        url,
        headers: body === undefined ? headers : withDefault(headers, "content-type", body.contentType),
        ...(body === undefined ? {} : { body: body.body }),
        ...(endpoint.authentication === undefined ? {} : { authentication: endpoint.authentication }),
        output: readChoice(call["output"], "output", ["content", "raw", "response"]),
        redirect: readBoolean(call["redirect"], "redirect", false),
      },
      context,
    );
  },
};

interface Endpoint {
  readonly uri: string;
  readonly authentication?: Json;
}

/** An endpoint in either of the DSL's forms. */
export function readEndpoint(value: Json | undefined, field = "endpoint"): Endpoint {
  if (typeof value === "string") return { uri: value };
  if (!isObject(value)) throw invalidArgument(field, "an address, or an object with uri");
  const uri = readString(value["uri"], `${field}.uri`);
  return value["authentication"] === undefined ? { uri } : { uri, authentication: value["authentication"] };
}

/** Header names to text; null values are left out. */
function readHeaders(value: Json | undefined, field: string): Record<string, string> {
  if (value === undefined || value === null) return {};
  const headers: Record<string, string> = {};
  for (const [name, item] of Object.entries(readObject(value, field))) {
    const text = scalarText(item, `${field}.${name}`);
    if (text !== undefined) headers[name] = text;
  }
  return headers;
}

/** The absolute address with the query appended. Throws `validation` `invalid_url`. */
function buildUrl(text: string, query: Json | undefined): URL {
  const url = URL.parse(text);
  if (url === null) {
    throw new ActionError("validation", `not an absolute address: ${text.slice(0, 80)}`, { title: "invalid_url" });
  }
  if (query !== undefined && query !== null) appendQuery(url.searchParams, readObject(query, "query"), "query");
  return url;
}

function findHeader(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
}

function withDefault(headers: Readonly<Record<string, string>>, name: string, value: string): Record<string, string> {
  return findHeader(headers, name) === undefined ? { ...headers, [name]: value } : { ...headers };
}
