// The tRPC endpoint. The edge comes first: size, cross-site check, then the caller, then tRPC.

import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { ApiError } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import { resolveActor } from "../auth/resolve-actor.ts";
import { LIMITS } from "../limits.ts";
import { appRouter } from "../routers/app-router.ts";
import { trpcErrorOf } from "../trpc.ts";
import { assertSameSite } from "./cross-site.ts";
import { API_HEADERS, asApiError, jsonResponse } from "./json-response.ts";
import { readText } from "./read-body.ts";

/** Where the endpoint lies. */
export const TRPC_PATH = "/api/trpc";

export async function handleTrpc(deps: AppDeps, request: Request): Promise<Response> {
  try {
    assertSameSite(request, deps.publicUrl);
    const bounded = await withinLimit(request);
    const response = await fetchRequestHandler({
      endpoint: TRPC_PATH,
      req: bounded,
      router: appRouter,
      createContext: async () => {
        const reauthorize = () => resolveActor(deps, request.headers);
        try {
          return { deps, actor: await reauthorize(), reauthorize };
        } catch (error) {
          throw trpcErrorOf(error);
        }
      },
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
    return edgeRefusal(error);
  }
}

/** What is refused before tRPC sees it, in tRPC's own form, so that its client finds the code where it always is. */
function edgeRefusal(error: unknown): Response {
  const { code, message, details, status } = asApiError(error);
  const translated = trpcErrorOf(new ApiError(code, message, details));
  const key = translated instanceof TRPCError ? translated.code : "INTERNAL_SERVER_ERROR";
  const data = { code: key, httpStatus: status, error: code, details };
  return jsonResponse({ error: { message, code: TRPC_ERROR_CODES_BY_KEY[key], data } }, status);
}

/**
 * The request with its body read and known to be small enough. A draft comes with the text that it is based on, and both may
 * double when their line breaks are escaped.
 */
async function withinLimit(request: Request): Promise<Request> {
  if (request.method !== "POST") return request;
  const takesInput = new URL(request.url).pathname.includes("run.start");
  const body = takesInput
    ? await readText(request, LIMITS.inputBytes + LIMITS.bodyBytes, "payload_too_large")
    : await readText(request, 4 * LIMITS.definitionBytes + LIMITS.bodyBytes, "definition_too_large");
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body });
}
