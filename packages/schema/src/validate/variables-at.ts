// Which jq variables exist at a place of a document: the question of completion, answered by the walk that validation takes.

import type { Json } from "@ironweave/jq";
import { workflow } from "../document/workflow.ts";
import type { Reference } from "../document/reference.ts";
import { dslVersionOf } from "./dsl-version-of.ts";
import { EVERYWHERE, walkDocument } from "./walk-document.ts";

/** Names without `$`. For a place that the document does not have (yet), those of the nearest one around it. */
export function variablesAt(value: Json, at: Reference): ReadonlySet<string> {
  let nearest = { reference: "", variables: EVERYWHERE };
  walkDocument(workflow, value, dslVersionOf(value), ({ reference, variables }) => {
    const isAround = at === reference || at.startsWith(`${reference}/`);
    if (isAround && reference.length >= nearest.reference.length) nearest = { reference, variables };
  });
  return nearest.variables;
}
