// Turns a request's session or token into an actor. The role is read anew each time, so a change of role or a revoked token
// takes effect with the next request. A token that is wrong is not replaced by a cookie that is right.

import type { AppDeps } from "../app-deps.ts";
import type { Actor } from "./actor.ts";
import { credentialHash } from "./credential.ts";
import type { Role } from "./permissions.ts";
import { readSessionCookie } from "./session-cookie.ts";

const BEARER = /^Bearer +(\S+)$/iu;

/** The credential of a request, and whether the browser sent it by itself. */
export function credentialOf(headers: Headers): { readonly value: string; readonly ambient: boolean } | undefined {
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const token = BEARER.exec(authorization)?.[1];
    return token === undefined ? undefined : { value: token, ambient: false };
  }
  const session = readSessionCookie(headers.get("cookie"));
  return session === undefined ? undefined : { value: session, ambient: true };
}

/** Who the request acts for, or undefined where no valid credential came with it. */
export async function resolveActor(deps: AppDeps, headers: Headers): Promise<Actor | undefined> {
  const credential = credentialOf(headers);
  if (credential === undefined) return undefined;
  const owner = await deps.db.credentialOwner(credentialHash(credential.value));
  // A session is for the cookie and a token for the header; one in the other's place is not valid.
  if (owner === undefined || (owner.kind === "session") !== credential.ambient) return undefined;
  const { tenantId, userId } = owner;
  return deps.db.tenant(tenantId, async (tx) => {
    const membership = await tx.membership.findUnique({
      where: { tenantId_userId: { tenantId, userId } },
      select: {
        role: true,
        user: { select: { email: true, name: true, disabledAt: true, tenant: { select: { name: true } } } },
      },
    });
    if (membership === null || membership.user.disabledAt !== null) return undefined;
    const { role, user } = membership;
    return {
      tenantId,
      tenantName: user.tenant.name,
      // The column has a check constraint with the same names.
      role: role as Role,
      user: { id: userId, email: user.email, name: user.name },
      via: owner.kind,
    };
  });
}
