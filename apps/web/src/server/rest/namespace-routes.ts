// REST of namespaces.

import { z } from "zod";
import { jsonResponse } from "../http/json-response.ts";
import { changeNamespace } from "../services/change-namespace.ts";
import { route } from "./route.ts";

export const NAMESPACE_ROUTES = [
  route({
    method: "PUT",
    template: "/namespaces/{name}",
    permission: "namespace.write",
    summary: "Disables a namespace, so that nothing of it starts, or enables it again",
    path: z.strictObject({ name: z.string().min(1).max(63) }),
    query: z.strictObject({}),
    bodyKind: "json",
    body: z.strictObject({ disabled: z.boolean() }),
    response: z.object({ name: z.string(), disabled: z.boolean() }),
    run: async ({ deps, actor, path, body }) => jsonResponse(await changeNamespace(deps, actor, { ...path, ...body })),
  }),
];
