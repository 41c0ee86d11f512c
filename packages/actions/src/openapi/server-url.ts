// The server of an operation: OpenAPI 3 `servers` (operation, path, document) or Swagger 2 host, base path and schemes,
// relative to where the document was found. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject } from "../arguments.ts";
import type { LoadedDocument } from "./load-document.ts";

/** The first server's address, without a trailing slash. Throws `ActionError` `configuration` `openapi_server`. */
export function serverUrl(
  { root, url }: LoadedDocument,
  item: JsonObject,
  operation: JsonObject,
  itemUrl: URL = url,
): string {
  // Each server is relative to the document in which it stands.
  const own = openapiServer([operation["servers"], item["servers"]]);
  const text =
    own ?? (root["swagger"] === undefined ? (openapiServer([root["servers"]]) ?? "/") : swaggerServer(root, url));
  const server = URL.parse(text, own === undefined ? url.href : itemUrl.href);
  if (server === null || !/^https?:$/.test(server.protocol)) {
    throw new ActionError("configuration", "the OpenAPI document names no usable server", { title: "openapi_server" });
  }
  return (server.origin + server.pathname).replace(/\/$/, "");
}

function openapiServer(lists: readonly (Json | undefined)[]): string | undefined {
  const servers = lists.find((list) => Array.isArray(list) && list.length > 0);
  const first: Json | undefined = Array.isArray(servers) ? (servers[0] as Json) : undefined;
  if (!isObject(first) || typeof first["url"] !== "string") return undefined;
  const variables = isObject(first["variables"]) ? first["variables"] : {};
  return first["url"].replace(/\{([^}]+)\}/g, (_, name: string) => {
    const variable = variables[name];
    const value = isObject(variable) ? variable["default"] : undefined;
    return typeof value === "string" ? value : "";
  });
}

function swaggerServer(root: JsonObject, url: URL): string {
  const schemes: readonly Json[] = Array.isArray(root["schemes"]) ? root["schemes"] : [];
  const own = url.protocol.slice(0, -1);
  const first = schemes.find((scheme) => scheme === "https") ?? schemes[0];
  const scheme = schemes.includes(own) || typeof first !== "string" ? own : first;
  const host = typeof root["host"] === "string" ? root["host"] : url.host;
  const base = typeof root["basePath"] === "string" ? root["basePath"] : "/";
  return `${scheme}://${host}/${base.replace(/^\//, "")}`;
}
