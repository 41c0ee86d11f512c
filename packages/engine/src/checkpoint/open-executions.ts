// The executions that a frame holds open. Needed where suspended work is thrown away instead of continued (a sibling won the
// race, the deadline passed): its journal must still end. Frames hold no user data, so walking them blindly is safe.

import type { Json } from "@ironweave/jq";
import type { TaskExecution } from "@ironweave/schema/run";
import type { Host } from "../host.ts";
import { isJsonArray, isJsonObject } from "../data/json-value.ts";
import { executionOf } from "./task-frame.ts";

/** Records every execution that is open in the frame as cancelled, innermost first. */
export function recordCancelled(host: Host, frame: Json): void {
  for (const execution of openExecutions(frame)) host.record({ type: "task.cancelled", ...execution });
}

function openExecutions(frame: Json): readonly TaskExecution[] {
  if (isJsonArray(frame)) return frame.flatMap(openExecutions);
  if (!isJsonObject(frame)) return [];
  const inner = Object.entries(frame).flatMap(([key, value]) => (key === "execution" ? [] : openExecutions(value)));
  const own = executionOf(frame);
  return own === undefined ? inner : [...inner, own];
}
