// The failure for protocol files that cannot be had or read.

import { ActionError } from "../action-error.ts";

/** `configuration`, title `grpc_proto`. */
export function unusableProto(reason: string): ActionError {
  return new ActionError("configuration", `the protocol file cannot be used: ${reason}`, { title: "grpc_proto" });
}
