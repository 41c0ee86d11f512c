// `mcp` and `a2a` became protocols in 1.0.2: functions that were called so get another name, and so do the calls of them.

import type { Json } from "@ironweave/jq";
import { joinReference, memberOf, resolveReference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { visitTasks } from "../document/visit-tasks.ts";
import { uniqueName } from "../yaml/edit-names.ts";
import type { Reshape } from "./reshaping.ts";

const NEW_PROTOCOLS: readonly string[] = ["mcp", "a2a"];

/** The renames; none where no function has such a name. */
export function reshapeFunctionNames(document: Json): readonly Reshape[] {
  const functions = resolveReference(document, "/use/functions");
  if (!isJsonObject(functions)) return [];
  const names = new Set(Object.keys(functions));
  return NEW_PROTOCOLS.filter((name) => names.has(name)).flatMap((name): readonly Reshape[] => {
    const to = uniqueName(`${name}-function`, names);
    names.add(to);
    const calls = [...visitTasks(document)].filter(({ task }) => memberOf(task, "call") === name);
    return [
      { type: "rename-key", at: joinReference("/use/functions", name), to },
      ...calls.map(({ reference }): Reshape => ({ type: "set", at: joinReference(reference, "call"), value: to })),
    ];
  });
}
