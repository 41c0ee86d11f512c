// `POST /api/auth/login` and `/logout`: JSON for our page, a form for a browser without scripts.

import { z } from "zod";
import { ApiError } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import { login, loginInput, logout } from "../auth/login.ts";
import { expiredSessionCookie, readSessionCookie, sessionCookie } from "../auth/session-cookie.ts";
import { LIMITS } from "../limits.ts";
import { assertSameSite, isSecure } from "./cross-site.ts";
import { API_HEADERS, errorResponse, jsonResponse } from "./json-response.ts";
import { mediaType, readJson, readText } from "./read-body.ts";

/** Signs in: 200 `{ok: true}` for JSON, 303 to `/` for a form; both set the cookie. */
export async function handleLogin(deps: AppDeps, request: Request): Promise<Response> {
  try {
    assertSameSite(request, deps.publicUrl);
    const isForm = mediaType(request) === "application/x-www-form-urlencoded";
    const body = isForm ? await readForm(request) : await readJson(request, LIMITS.bodyBytes, "body_too_large");
    const session = await login(deps, loginInput.parse(body), clientAddress(request));
    const cookie = { "set-cookie": sessionCookie(session, isSecure(request, deps.publicUrl)) };
    return isForm ? seeOther("/", cookie) : jsonResponse({ ok: true }, 200, cookie);
  } catch (error) {
    return errorResponse(error);
  }
}

/** Signs out, whether or not someone was signed in. */
export async function handleLogout(deps: AppDeps, request: Request): Promise<Response> {
  try {
    assertSameSite(request, deps.publicUrl);
    const session = readSessionCookie(request.headers.get("cookie"));
    if (session !== undefined) await logout(deps, session);
    const cookie = { "set-cookie": expiredSessionCookie(isSecure(request, deps.publicUrl)) };
    const isForm = mediaType(request) === "application/x-www-form-urlencoded";
    return isForm ? seeOther("/login", cookie) : jsonResponse({ ok: true }, 200, cookie);
  } catch (error) {
    return errorResponse(error);
  }
}

async function readForm(request: Request): Promise<unknown> {
  const form = new URLSearchParams(await readText(request, LIMITS.bodyBytes, "body_too_large"));
  const fields = z.record(z.string(), z.string()).parse(Object.fromEntries(form));
  if (form.size !== Object.keys(fields).length) throw new ApiError("invalid_input", "A field is given twice.");
  return fields;
}

function seeOther(location: string, headers: Readonly<Record<string, string>>): Response {
  return new Response(null, { status: 303, headers: { ...API_HEADERS, ...headers, location } });
}

/** The nearest address that we know; behind a proxy that does not tell, all share one. */
function clientAddress(request: Request): string {
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "unknown";
}
