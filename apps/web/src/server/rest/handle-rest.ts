// Dispatches `/api/v1`. Default deny: whatever is not public needs a caller with the route's permission, and what is no route
// is 404 only for callers who are signed in, as is 405 for a method that a path does not have. HEAD is GET without its body.

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
import { PUBLIC_ROUTES, ROUTES } from "./routes.ts";
import type { Route } from "./route.ts";

export const REST_PATH = "/api/v1";
const YAML_TYPES = new Set(["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"]);

export async function handleRest(deps: AppDeps, request: Request): Promise<Response> {
  if (request.method !== "HEAD") return handleMethod(deps, request, request.method);
  const response = await handleMethod(deps, request, "GET");
  await response.body?.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}

async function handleMethod(deps: AppDeps, request: Request, method: string): Promise<Response> {
  try {
    const url = new URL(request.url);
    const path = url.pathname.slice(REST_PATH.length);
    if (PUBLIC_PATHS.has(path)) {
      if (method !== "GET") return methodNotAllowed(["GET"]);
      return path === "/health" ? await health(deps) : jsonResponse(openApiDocument(deps.publicUrl));
    }
    assertSameSite(request, deps.publicUrl);
    const actor = await resolveActor(deps, request.headers);
    const candidates = match(path);
    const found = candidates.find(({ route }) => route.method === method);
    const permitted = authorize(actor, found?.route.permission ?? "session.read");
    if (found === undefined) {
      if (candidates.length > 0) return methodNotAllowed(candidates.map(({ route }) => route.method));
      throw notFound("resource");
    }
    const { route, parameters } = found;
    const body = await readBody(route, request);
    return await route.run({ deps, actor: permitted, request, path: parameters, query: queryOf(url), body });
  } catch (error) {
    return errorResponse(error);
  }
}

const PUBLIC_PATHS: ReadonlySet<string> = new Set(PUBLIC_ROUTES.map((route) => route.replace("GET ", "")));

interface Match {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The routes of a path, one for each method it has. */
function match(path: string): readonly Match[] {
  const segments = path.split("/");
  return ROUTES.flatMap((route) => {
    const wanted = route.template.split("/");
    if (wanted.length !== segments.length) return [];
    const parameters: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const segment = segments[index] ?? "";
      if (!part.startsWith("{")) return part === segment;
      parameters[part.slice(1, -1)] = segment;
      return segment !== "";
    });
    return fits ? [{ route, parameters }] : [];
  });
}

function methodNotAllowed(methods: readonly string[]): Response {
  const allow = [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))].sort();
  const message = `This path has ${allow.join(", ")} only.`;
  return errorResponse(new ApiError("method_not_allowed", message, { allow }), { allow: allow.join(", ") });
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
