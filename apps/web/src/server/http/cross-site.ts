// [X1] Refuses changes that another site makes a browser send. A token in a header is not sent by browsers on their own, so only
// requests that rely on the cookie, or that would set it, are checked.

import { ApiError } from "../api-error.ts";
import { credentialOf } from "../auth/resolve-actor.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Throws `cross_site` where the request may have been made by another site. `publicUrl`: our address, where configured. */
export function assertSameSite(request: Request, publicUrl: string | undefined): void {
  if (SAFE_METHODS.has(request.method)) return;
  const credential = credentialOf(request.headers);
  if (credential !== undefined && !credential.ambient) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const refused = new ApiError("cross_site", "This request comes from another site.");
  if (site !== null && site !== "same-origin" && site !== "none") throw refused;
  if (origin !== null && !isOwnOrigin(origin, request.headers.get("host"), publicUrl)) throw refused;
  // Every browser of today sends at least one of the two with such a request.
  if (site === null && origin === null && credential !== undefined) throw refused;
}

function isOwnOrigin(origin: string, host: string | null, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host || (publicUrl !== undefined && from.origin === new URL(publicUrl).origin);
}

/** True where the browser reached us by https, directly or through a proxy. */
export function isSecure(request: Request, publicUrl: string | undefined): boolean {
  return new URL(publicUrl ?? request.url).protocol === "https:";
}
