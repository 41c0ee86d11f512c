// Fetches an AsyncAPI document through the guarded client and reads it as JSON or YAML.

import type { Json, JsonObject } from "@ironweave/jq";
import { CORE_SCHEMA, load } from "js-yaml";
import { isObject } from "../arguments.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { ActionContext } from "../define-action.ts";
import { readEndpoint } from "../http/http-action.ts";
import { createTextCache } from "../text-cache.ts";
import { asyncapiError } from "./document-parts.ts";

const cache = createTextCache();

/** The document. Rejects with `configuration` `asyncapi_document`; what the client throws passes through. */
export async function loadAsyncapi(resource: Json | undefined, context: ActionContext): Promise<JsonObject> {
  const nested = isObject(resource) ? resource["endpoint"] : undefined;
  const endpoint = readEndpoint(nested ?? resource, "document.endpoint");
  const url = URL.parse(endpoint.uri);
  if (url === null) throw unusable("its address is not absolute");
  const fetchText = async (): Promise<string> => {
    const headers = { accept: "application/json, application/yaml, */*;q=0.8" };
    const request = { method: "GET", url: url.href, headers, followRedirects: true, signal: context.signal };
    const response = await authenticate(endpoint.authentication, context).send(request);
    if (response.status !== 200) throw unusable(`${url.origin}${url.pathname} answered ${String(response.status)}`);
    return Buffer.from(response.body).toString("utf8");
  };
  return parse(endpoint.authentication === undefined ? await cache.get(url.href, fetchText) : await fetchText());
}

function parse(text: string): JsonObject {
  let value: Json;
  try {
    value = load(text, { schema: CORE_SCHEMA }) as Json;
  } catch {
    throw unusable("it is neither JSON nor YAML");
  }
  const version = isObject(value) ? value["asyncapi"] : undefined;
  // A version without quotes is a number in YAML.
  const number = typeof version === "number" ? version.toFixed(1) : version;
  if (!isObject(value) || typeof number !== "string" || !/^[23]\./.test(number))
    throw unusable("it is neither AsyncAPI 2 nor 3");
  return value;
}

function unusable(reason: string) {
  return asyncapiError({ title: "asyncapi_document" }, `the AsyncAPI document cannot be used: ${reason}`);
}
