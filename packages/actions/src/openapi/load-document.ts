// Fetches an OpenAPI document through the guarded client and reads it as JSON or YAML.

import type { Json, JsonObject } from "@ironweave/jq";
import { CORE_SCHEMA, load } from "js-yaml";
import { ActionError } from "../action-error.ts";
import { isObject } from "../arguments.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { ActionContext } from "../define-action.ts";
import { readEndpoint } from "../http/http-action.ts";
import { createTextCache } from "../text-cache.ts";

export interface LoadedDocument {
  readonly root: JsonObject;
  /** The document's address; server addresses are relative to it. */
  readonly url: URL;
  /** The policy with which it was fetched. */
  readonly authentication?: Json;
}

const cache = createTextCache();

/**
 * The document of an external resource. Rejects with `ActionError` `configuration` `openapi_document` when it cannot be had
 * or is neither OpenAPI 3 nor Swagger 2; what the client throws passes through.
 */
export async function loadDocument(resource: Json | undefined, context: ActionContext): Promise<LoadedDocument> {
  // The reference has an endpoint inside; documents in the wild also give the address itself.
  const nested = isObject(resource) ? resource["endpoint"] : undefined;
  const endpoint = readEndpoint(nested ?? resource, "document.endpoint");
  const url = URL.parse(endpoint.uri);
  if (url === null) throw unusable("its address is not absolute");
  const { authentication } = endpoint;
  const value = await fetchDocument(url, authentication, context);
  if (!isObject(value) || !(isVersion(value["openapi"], "3.") || isVersion(value["swagger"], "2."))) {
    throw unusable("it is neither OpenAPI 3 nor Swagger 2");
  }
  return { root: value, url, ...(authentication === undefined ? {} : { authentication }) };
}

/** The JSON or YAML at an address, which may be any part of a description. Rejects as `loadDocument` does. */
export async function fetchDocument(url: URL, authentication: Json | undefined, context: ActionContext): Promise<Json> {
  const fetchText = async (): Promise<string> => {
    const request = {
      method: "GET",
      url: url.href,
      headers: { accept: "application/json, application/yaml, */*;q=0.8" },
      followRedirects: true,
      signal: context.signal,
    };
    const response = await authenticate(authentication, context).send(request);
    if (response.status !== 200) throw unusable(`${url.origin}${url.pathname} answered ${String(response.status)}`);
    return Buffer.from(response.body).toString("utf8");
  };
  return parse(authentication === undefined ? await cache.get(url.href, fetchText) : await fetchText());
}

function parse(text: string): Json {
  try {
    // JSON is YAML; the core schema makes no dates, and aliases stay references, so a bomb costs nothing.
    return load(text, { schema: CORE_SCHEMA }) as Json;
  } catch {
    throw unusable("it is neither JSON nor YAML");
  }
}

function isVersion(value: Json | undefined, prefix: string): boolean {
  return (typeof value === "string" || typeof value === "number") && `${String(value)}.`.startsWith(prefix);
}

function unusable(reason: string): ActionError {
  return new ActionError("configuration", `the OpenAPI document cannot be used: ${reason}`, {
    title: "openapi_document",
  });
}
