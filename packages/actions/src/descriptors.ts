// The default catalog: what every action is, without the code that performs it.
// Safe for the browser and the workflow sandbox: imports descriptors only.
// The invariant: `createActions` has an action for each of these and no others (create-actions.test.ts).

import { A2A_DESCRIPTOR } from "./a2a/a2a-descriptor.ts";
import { ASYNCAPI_DESCRIPTOR } from "./asyncapi/asyncapi-descriptor.ts";
import { CATALOG_DESCRIPTOR } from "./catalog-function/catalog-descriptor.ts";
import { CONTAINER_DESCRIPTOR, SCRIPT_DESCRIPTOR, SHELL_DESCRIPTOR } from "./container/process-descriptors.ts";
import type { ActionDescriptor } from "./define-action.ts";
import { GRPC_DESCRIPTOR } from "./grpc/grpc-descriptor.ts";
import { HTTP_DESCRIPTOR } from "./http/http-descriptor.ts";
import { MCP_DESCRIPTOR } from "./mcp/mcp-descriptor.ts";
import { LOG_DESCRIPTOR } from "./log/log-descriptor.ts";
import { OPENAPI_DESCRIPTOR } from "./openapi/openapi-descriptor.ts";
import {
  DELETE_VARIABLE_DESCRIPTOR,
  GET_VARIABLE_DESCRIPTOR,
  SET_VARIABLE_DESCRIPTOR,
} from "./variables/variable-descriptors.ts";

/** Every action's descriptor, in the order palettes show them. */
export const CATALOG: readonly ActionDescriptor[] = [
  HTTP_DESCRIPTOR,
  OPENAPI_DESCRIPTOR,
  GRPC_DESCRIPTOR,
  ASYNCAPI_DESCRIPTOR,
  CONTAINER_DESCRIPTOR,
  SCRIPT_DESCRIPTOR,
  SHELL_DESCRIPTOR,
  MCP_DESCRIPTOR,
  A2A_DESCRIPTOR,
  GET_VARIABLE_DESCRIPTOR,
  SET_VARIABLE_DESCRIPTOR,
  DELETE_VARIABLE_DESCRIPTOR,
  LOG_DESCRIPTOR,
  CATALOG_DESCRIPTOR,
];

/** The descriptor of a name, or undefined. */
export function findDescriptor(name: string): ActionDescriptor | undefined {
  return CATALOG.find((each) => each.name === name);
}
