// The tRPC endpoint. The edge comes first: size, cross-site check, then the caller, then tRPC.

import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { AppDeps } from "../app-deps.ts";
import { resolveActor } from "../auth/resolve-actor.ts";
import { LIMITS } from "../limits.ts";
import { appRouter } from "../routers/app-router.ts";
import { assertSameSite } from "./cross-site.ts";
import { API_HEADERS, errorResponse } from "./json-response.ts";
import { readText } from "./read-body.ts";

/** Where the endpoint lies. */
export const TRPC_PATH = "/api/trpc";

export async function handleTrpc(deps: AppDeps, request: Request): Promise<Response> {
  try {
    assertSameSite(request, deps.publicUrl);
    const bounded = await withinLimit(request);
    const actor = await resolveActor(deps, request.headers);
    const response = await fetchRequestHandler({
      endpoint: TRPC_PATH,
      req: bounded,
      router: appRouter,
      createContext: () => ({ deps, actor, reauthorize: () => resolveActor(deps, request.headers) }),
      onError: ({ error, path }) => {
        if (error.code === "INTERNAL_SERVER_ERROR")
          console.error(`procedure ${path ?? "?"} failed`, error.cause ?? error);
      },
    });
    for (const [name, value] of Object.entries(API_HEADERS)) response.headers.set(name, value);
    // Proxies must pass events on at once.
    response.headers.set("x-accel-buffering", "no");
    return response;
  } catch (error) {
    return errorResponse(error);
  }
}

/** The request with its body read and known to be small enough. A definition may double when its line breaks are escaped. */
async function withinLimit(request: Request): Promise<Request> {
  if (request.method !== "POST") return request;
  const takesInput = new URL(request.url).pathname.includes("run.start");
  const body = takesInput
    ? await readText(request, LIMITS.inputBytes + LIMITS.bodyBytes, "payload_too_large")
    : await readText(request, 2 * LIMITS.definitionBytes + LIMITS.bodyBytes, "definition_too_large");
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body });
}
