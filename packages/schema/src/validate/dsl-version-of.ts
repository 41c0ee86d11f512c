// The version by which a document is judged.

import type { Json } from "@ironweave/jq";
import { LATEST_DSL_VERSION, isDslVersion } from "../document/dsl-version.ts";
import type { DslVersion } from "../document/dsl-version.ts";
import { resolveReference } from "../document/reference.ts";

/** The version by which a document is judged: its own, or the latest where it says none that is known. */
export function dslVersionOf(value: Json): DslVersion {
  const version = resolveReference(value, "/document/dsl");
  return isDslVersion(version) ? version : LATEST_DSL_VERSION;
}
