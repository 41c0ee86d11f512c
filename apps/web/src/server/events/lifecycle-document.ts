// What lifecycle events say that only the document knows. Pure.

import type { Json } from "@ironweave/jq";
import { kindOfTask, memberOf, resolveReference } from "@ironweave/schema";
import type { LifecycleRun } from "./lifecycle-event.ts";

/** The version that the document gives itself, empty where it gives none, and which of its tasks listen. */
export function lifecycleDocument(document: Json): Pick<LifecycleRun, "version" | "listens"> {
  const version = memberOf(memberOf(document, "document"), "version");
  return {
    version: typeof version === "string" ? version : "",
    listens: (task) => kindOfTask(resolveReference(document, task)) === "listen",
  };
}
