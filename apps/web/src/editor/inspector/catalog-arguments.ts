// The form of a call to a function of the default catalog: its arguments are those of the action, not any names whatever. Pure.

import { CATALOG } from "@ironweave/actions/catalog";
import type { Json, JsonObject } from "@ironweave/jq";
import { isObject } from "../kernels/json-schema.ts";

/** The schema of a call with the arguments of what it calls (`log:1.0.0@default`); the same schema for any other call. */
export function withArguments(root: JsonObject, called: string | undefined): JsonObject {
  const [, name] = /^([^:]+):[^@]+@default$/.exec(called ?? "") ?? [];
  const action = CATALOG.find((one) => one.name === name);
  const definitions = root["$defs"];
  const call = isObject(definitions) ? definitions["call"] : undefined;
  if (action === undefined || !isObject(definitions) || !isObject(call) || !Array.isArray(call["oneOf"])) return root;
  const input = { ...action.input, title: "Arguments", properties: expressions(action.input["properties"]) };
  const oneOf = call["oneOf"].map((option) => {
    const properties = isObject(option) ? option["properties"] : undefined;
    const protocol = isObject(properties) && isObject(properties["call"]) ? properties["call"]["const"] : undefined;
    return !isObject(option) || !isObject(properties) || protocol !== undefined
      ? option
      : { ...option, properties: { ...properties, with: input } };
  });
  return { ...root, $defs: { ...definitions, call: { ...call, oneOf } } };
}

/** Any argument may be an expression. */
function expressions(properties: Json | undefined): JsonObject {
  if (!isObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [
      key,
      isObject(schema) ? { ...schema, "x-ironweave-expression": "value" } : schema,
    ]),
  );
}
