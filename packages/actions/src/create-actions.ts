// Composition of the catalog's actions. Each is stateless; what they share (the guarded client, secrets) comes by context.

import type { Action } from "./define-action.ts";
import { httpAction } from "./http/http-action.ts";
import { openapiAction } from "./openapi/openapi-action.ts";

/** Every action by its name; each name is in `CATALOG` and the other way round. */
export function createActions(): ReadonlyMap<string, Action> {
  return new Map([httpAction, openapiAction].map((action) => [action.descriptor.name, action]));
}
