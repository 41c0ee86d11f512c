// Composition of the catalog's actions. Each is stateless; what they share (the guarded client, secrets) comes by context.

import { a2aAction } from "./a2a/a2a-action.ts";
import { asyncapiAction } from "./asyncapi/asyncapi-action.ts";
import { catalogAction } from "./catalog-function/catalog-action.ts";
import { createContainerAction } from "./container/container-action.ts";
import type { ContainerOptions } from "./container/container-options.ts";
import { createScriptAction } from "./container/script-action.ts";
import { createShellAction } from "./container/shell-action.ts";
import type { Action } from "./define-action.ts";
import { grpcAction } from "./grpc/grpc-action.ts";
import { httpAction } from "./http/http-action.ts";
import { createMcpAction } from "./mcp/mcp-action.ts";
import type { McpOptions } from "./mcp/mcp-action.ts";
import { logAction } from "./log/log-action.ts";
import { openapiAction } from "./openapi/openapi-action.ts";
import { deleteVariableAction, getVariableAction, setVariableAction } from "./variables/variable-actions.ts";

export interface ActionDeps {
  /** How containers, scripts and shell commands run. */
  readonly containers?: ContainerOptions;
  /** How MCP servers that are programs run, in containers too. */
  readonly mcp?: McpOptions;
}

/** Every action by its name; each name is in `CATALOG` and the other way round. */
export function createActions(deps: ActionDeps = {}): ReadonlyMap<string, Action> {
  const containers = deps.containers ?? {};
  const actions = [
    httpAction,
    openapiAction,
    grpcAction,
    asyncapiAction,
    createContainerAction(containers),
    createScriptAction(containers),
    createShellAction(containers),
    createMcpAction(deps.mcp ?? {}, containers),
    a2aAction,
    getVariableAction,
    setVariableAction,
    deleteVariableAction,
    logAction,
    catalogAction,
  ];
  return new Map(actions.map((action) => [action.descriptor.name, action]));
}
