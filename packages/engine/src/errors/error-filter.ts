// Whether a `catch` is for an error: every attribute that `errors.with` names must be equal (dsl-reference, "Catch").

import type { Json } from "@ironweave/jq";
import type { WorkflowError } from "@ironweave/schema/run";
import { isJsonObject, jsonEqual } from "../data/json-value.ts";
import { canonicalErrorType } from "./standard-error.ts";

function canonical(attribute: string, value: Json): Json {
  return attribute === "type" && typeof value === "string" ? canonicalErrorType(value) : value;
}

/** True where the error has every attribute of the filter; types are compared under their aliases (ruling 1). */
export function matchesErrorFilter(filter: Json | undefined, error: WorkflowError): boolean {
  if (!isJsonObject(filter)) return true;
  const attributes: Readonly<Record<string, Json | undefined>> = { ...error };
  return Object.entries(filter).every(([attribute, expected]) => {
    const actual = attributes[attribute];
    return actual !== undefined && jsonEqual(canonical(attribute, expected), canonical(attribute, actual));
  });
}
