// Which jq variables exist at a place of a document: the question of completion, answered by the walk that validation takes.

import type { Json } from "@ironweave/jq";
import { workflow } from "../document/workflow.ts";
import { isWithin } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { dslVersionOf } from "./dsl-version-of.ts";
import { EVERYWHERE, walkDocument } from "./walk-document.ts";

/** Names without `$`. For a place that the document does not have (yet), those of the nearest one around it. */
export function variablesAt(value: Json, at: Reference): ReadonlySet<string> {
  let nearest = EVERYWHERE;
  const isAround = (reference: Reference): boolean => isWithin(at, reference);
  walkDocument(workflow, value, dslVersionOf(value), ({ variables }) => void (nearest = variables), isAround);
  return nearest;
}
