// Dispatches `/api/v1`. Default deny: whatever is not public needs a caller with the route's permission, and what is no route
// is 404 only for callers who are signed in.

import { ApiError, notFound } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import { authorize } from "../auth/authorize.ts";
import { resolveActor } from "../auth/resolve-actor.ts";
import { assertSameSite } from "../http/cross-site.ts";
import { errorResponse, jsonResponse } from "../http/json-response.ts";
import { mediaType, readBytes, readJson, readText } from "../http/read-body.ts";
import { LIMITS } from "../limits.ts";
import { health } from "./health.ts";
import { openApiDocument } from "./openapi.ts";
import { ROUTES } from "./routes.ts";
import type { Route } from "./route.ts";

export const REST_PATH = "/api/v1";
const YAML_TYPES = new Set(["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"]);

export async function handleRest(deps: AppDeps, request: Request): Promise<Response> {
  try {
    const url = new URL(request.url);
    const path = url.pathname.slice(REST_PATH.length);
    if (request.method === "GET" && path === "/health") return await health(deps);
    if (request.method === "GET" && path === "/openapi.json") return jsonResponse(openApiDocument(deps.publicUrl));
    assertSameSite(request, deps.publicUrl);
    const actor = await resolveActor(deps, request.headers);
    const { route, parameters } = match(request.method, path);
    const permitted = authorize(actor, route?.permission ?? "session.read");
    if (route === undefined) throw notFound("resource");
    const body = await readBody(route, request);
    return await route.run({ deps, actor: permitted, request, path: parameters, query: queryOf(url), body });
  } catch (error) {
    return errorResponse(error);
  }
}

function match(method: string, path: string): { readonly route?: Route; readonly parameters: Record<string, string> } {
  const segments = path.split("/");
  for (const route of ROUTES) {
    const wanted = route.template.split("/");
    if (route.method !== method || wanted.length !== segments.length) continue;
    const parameters: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const segment = segments[index] ?? "";
      if (!part.startsWith("{")) return part === segment;
      parameters[part.slice(1, -1)] = segment;
      return segment !== "";
    });
    if (fits) return { route, parameters };
  }
  return { parameters: {} };
}

function queryOf(url: URL): Record<string, string> {
  const query = Object.fromEntries(url.searchParams);
  if (url.searchParams.size !== Object.keys(query).length) {
    throw new ApiError("invalid_input", "A query parameter is given twice.");
  }
  return query;
}

async function readBody(route: Route, request: Request): Promise<unknown> {
  if (route.bodyKind === "none") return undefined;
  if (route.bodyKind === "bytes") return readBytes(request, LIMITS.eventRequestBytes, "payload_too_large");
  if (route.bodyKind === "json") {
    if (request.headers.get("content-length") === "0" || request.body === null) return {};
    return readJson(request, LIMITS.inputBytes + LIMITS.bodyBytes, "payload_too_large");
  }
  if (!YAML_TYPES.has(mediaType(request))) {
    throw new ApiError("unsupported_media_type", "Send the definition as application/yaml.");
  }
  return readText(request, LIMITS.definitionBytes, "definition_too_large");
}
