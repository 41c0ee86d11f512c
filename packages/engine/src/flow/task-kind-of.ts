// Which kind a task's definition is of. A definition that is of none, or of several, is a configuration fault.

import type { Json, JsonObject } from "@ironweave/jq";
import type { TaskKind } from "@ironweave/schema";
import { isJsonObject, jsonType } from "../data/json-value.ts";
import { standardFault } from "../errors/workflow-fault.ts";

/** The definition and its kind, one of `known`. Throws a configuration fault (400) where it is not a task of the DSL. */
export function taskKindOf(
  definition: Json,
  known: readonly TaskKind[],
): { readonly kind: TaskKind; readonly definition: JsonObject } {
  if (!isJsonObject(definition)) {
    throw standardFault("configuration", `a task must be an object, this one is ${jsonType(definition)}`);
  }
  const keys = known.filter((kind) => Object.hasOwn(definition, kind));
  // `do` is also the body of a `for`, and the kind of a task only where nothing else is.
  const kinds = keys.length > 1 ? keys.filter((kind) => !(kind === "do" && keys.includes("for"))) : keys;
  const [kind] = kinds;
  if (kind === undefined) {
    const found = Object.keys(definition).join(", ");
    throw standardFault(
      "configuration",
      `a task must have one of ${known.join(", ")}; this one has ${found || "nothing"}`,
    );
  }
  if (kinds.length > 1) {
    throw standardFault("configuration", `a task must be of one kind; this one is ${kinds.join(" and ")}`);
  }
  return { kind, definition };
}
