// The one place that says yes or no. Called by the procedure builder and by the REST dispatcher, and again by long streams.

import { ApiError } from "../api-error.ts";
import type { Actor } from "./actor.ts";
import type { Permission } from "./permissions.ts";
import { roleMay } from "./permissions.ts";

/** The actor, where there is one and its role has the permission; else throws `unauthenticated` or `forbidden`. */
export function authorize(actor: Actor | undefined, permission: Permission): Actor {
  if (actor === undefined) throw new ApiError("unauthenticated", "Sign in, or send a valid API token.");
  if (!roleMay(actor.role, permission)) {
    throw new ApiError("forbidden", `The role ${actor.role} may not do this; it needs the permission ${permission}.`);
  }
  return actor;
}
