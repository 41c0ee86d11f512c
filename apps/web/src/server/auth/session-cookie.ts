// The cookie that holds a session: not readable by scripts, not sent by other sites' forms, and bound to the host on https.

import { LIMITS } from "../limits.ts";

const SECURE_NAME = "__Host-ironweave";
const PLAIN_NAME = "ironweave";

/** `Set-Cookie` that signs in. */
export function sessionCookie(value: string, secure: boolean): string {
  return cookie(value, secure, Math.floor(LIMITS.sessionMs / 1_000));
}

/** `Set-Cookie` that signs out. */
export function expiredSessionCookie(secure: boolean): string {
  return cookie("", secure, 0);
}

/** The session in a request's `Cookie` header. */
export function readSessionCookie(header: string | null): string | undefined {
  const cookies = new Map(
    (header ?? "").split(";").map((part) => {
      const [name = "", ...value] = part.trim().split("=");
      return [name, value.join("=")] as const;
    }),
  );
  const value = cookies.get(SECURE_NAME) ?? cookies.get(PLAIN_NAME);
  return value === undefined || value === "" ? undefined : value;
}

function cookie(value: string, secure: boolean, maxAgeSeconds: number): string {
  const name = secure ? SECURE_NAME : PLAIN_NAME;
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;
  return `${name}=${value}; ${attributes}${secure ? "; Secure" : ""}`;
}
