// The application's database role: not the owner, so that row-level security binds it. Its password is derived from the
// owner's, so that one connection string is all that an installation has to keep.

import { createHmac } from "node:crypto";

/** Name of the role that the app connects as; the migrations grant it what it needs. */
export const APP_ROLE = "ironweave_app";

/** The owner's connection string turned into the application's: same server and database, role `ironweave_app`. */
export function appRoleUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const password = appRolePassword(ownerUrl);
  url.username = APP_ROLE;
  url.password = password ?? "";
  return url.href;
}

/** The application role's password; undefined where the owner has none (peer or trust authentication). */
export function appRolePassword(ownerUrl: string): string | undefined {
  const { password } = new URL(ownerUrl);
  if (password === "") return undefined;
  return createHmac("sha256", decodeURIComponent(password)).update(APP_ROLE).digest("base64url");
}
