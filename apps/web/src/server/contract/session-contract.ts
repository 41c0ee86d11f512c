// Who is asking, and where they may work.

import { z } from "zod";
import type { Permission, Role } from "../auth/permissions.ts";

export const sessionInfo = z.object({
  user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  tenant: z.object({ id: z.string(), name: z.string() }),
  role: z.custom<Role>(),
  permissions: z.array(z.custom<Permission>()).readonly(),
});
export const namespaceInfo = z.object({ id: z.string(), name: z.string() });

export type SessionInfo = z.infer<typeof sessionInfo>;
export type NamespaceInfo = z.infer<typeof namespaceInfo>;
