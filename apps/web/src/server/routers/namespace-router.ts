// The tenant's namespaces.
import { z } from "zod";
import { namespaceInfo } from "../contract/session-contract.ts";
import { listNamespaces } from "../services/list-namespaces.ts";
import { procedure, router } from "../trpc.ts";

export const namespaceRouter = router({
  list: procedure("namespace.read")
    .output(z.array(namespaceInfo))
    .query(({ ctx }) => listNamespaces(ctx.deps, ctx.actor)),
});
