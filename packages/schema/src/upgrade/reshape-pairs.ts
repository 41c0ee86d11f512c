// Headers and query parameters: any value before 1.0.1, then text, or one expression for all of them.

import type { Json, JsonObject } from "@ironweave/jq";
import { joinReference, memberOf } from "../document/reference.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { asJq } from "./as-jq.ts";
import type { Reshape } from "./reshaping.ts";

/** Numbers and booleans become the text that is sent for them; nulls, which are not sent, go; lists become an expression. */
export function reshapePairs({ task, reference }: VisitedTask): readonly Reshape[] {
  if (memberOf(task, "call") !== "http") return [];
  const args = memberOf(task, "with");
  return ["headers", "query"].flatMap((key): readonly Reshape[] => {
    const pairs = memberOf(args, key);
    const at = joinReference(reference, "with", key);
    if (!isJsonObject(pairs)) return [];
    if (Object.values(pairs).some(isContainer)) return [{ type: "set", at, value: `\${ ${asJq(sent(pairs))} }` }];
    return Object.entries(pairs).flatMap(([name, value]): readonly Reshape[] => {
      if (value === null) return [{ type: "unset", at: joinReference(at, name) }];
      if (typeof value === "string") return [];
      return [{ type: "set", at: joinReference(at, name), value: JSON.stringify(value) }];
    });
  });
}

function sent(pairs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== null));
}

function isContainer(value: Json): boolean {
  return typeof value === "object" && value !== null;
}
