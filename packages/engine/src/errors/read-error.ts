// An error as a value: what a document describes, or a checkpoint kept, as the RFC 7807 object of a fault.

import type { Json } from "@ironweave/jq";
import type { WorkflowError } from "@ironweave/schema/run";
import { isJsonObject, member } from "../data/json-value.ts";
import { standardFault } from "./workflow-fault.ts";

function text(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * The error that a value describes, raised by the task `instance`. Throws a configuration fault (400) where type or status
 * are missing.
 */
export function readError(value: Json, instance: string): WorkflowError {
  const type = member(value, "type");
  const status = member(value, "status");
  const code = typeof status === "string" ? Number(status) : status;
  if (!isJsonObject(value) || typeof type !== "string" || typeof code !== "number" || !Number.isInteger(code)) {
    throw standardFault("configuration", "raise.error must have a type and a whole number as status");
  }
  const title = text(value["title"]);
  const detail = text(value["detail"]);
  return {
    type,
    status: code,
    ...(title === undefined ? {} : { title }),
    ...(detail === undefined ? {} : { detail }),
    instance,
  };
}
