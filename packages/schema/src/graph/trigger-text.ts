// One line for what starts the workflow.

import type { Json } from "@ironweave/jq";
import { memberOf } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { durationText, eventText, oneLine, textAt } from "./short-text.ts";

/** The schedule as one line, e.g. `cron 0 0 * * *`, or undefined where there is none. */
export function triggerText(document: Json | undefined): string | undefined {
  const schedule = memberOf(document, "schedule");
  if (!isJsonObject(schedule)) return undefined;
  const parts: string[] = [];
  if (Object.hasOwn(schedule, "every")) parts.push(`every ${durationText(schedule["every"])}`);
  if (Object.hasOwn(schedule, "cron")) parts.push(`cron ${textAt(schedule, "cron")}`);
  if (Object.hasOwn(schedule, "after")) parts.push(`${durationText(schedule["after"])} after each run`);
  if (Object.hasOwn(schedule, "on")) parts.push(`on ${onText(memberOf(schedule, "on"))}`);
  return oneLine(parts.join("; "));
}

function onText(on: Json | undefined): string {
  const one = memberOf(on, "one");
  if (one !== undefined) return eventText(one);
  const mode = memberOf(on, "all") === undefined ? "any" : "all";
  const filters = memberOf(on, mode);
  return Array.isArray(filters) ? `${mode} of ${(filters as readonly Json[]).map(eventText).join(", ")}` : "an event";
}
