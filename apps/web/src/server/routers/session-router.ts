// Who is signed in.
import { permissionsOf } from "../auth/permissions.ts";
import { sessionInfo } from "../contract/session-contract.ts";
import { procedure, router } from "../trpc.ts";

export const sessionRouter = router({
  me: procedure("session.read")
    .output(sessionInfo)
    .query(({ ctx: { actor } }) => ({
      user: actor.user,
      tenant: { id: actor.tenantId, name: actor.tenantName },
      role: actor.role,
      permissions: permissionsOf(actor.role),
    })),
});
