// Who a request acts for. Made only by `resolveActor` from a session or a token, never from input (rule R3).

import type { Role } from "./permissions.ts";

/** A signed-in person or a token, in exactly one tenant. */
export interface Actor {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly role: Role;
  readonly user: { readonly id: string; readonly email: string; readonly name: string };
  readonly via: "session" | "token";
}
