// Reads parts of an AsyncAPI document: own members only, and references within it. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject } from "../arguments.ts";

/** A failure of kind `configuration`. */
export function asyncapiError(code: { readonly title: string }, reason: string): ActionError {
  return new ActionError("configuration", reason, code);
}

/** What the holder itself has under the name. */
export function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** @default empty */
export function textAt(holder: JsonObject, name: string): string {
  const value = own(holder, name);
  return typeof value === "string" ? value : "";
}

/** @default empty */
export function objectAt(holder: JsonObject, name: string): JsonObject {
  const value = own(holder, name);
  return isObject(value) ? value : {};
}

/** A token of a JSON pointer as the name it stands for. */
export function unescape(token: string): string {
  return decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
}

/**
 * The object, or the one in this document that it refers to. Throws `ActionError` `configuration` `asyncapi_document` for
 * references to other documents, which are not followed.
 */
export function deref(root: JsonObject, value: Json, depth = 0): JsonObject {
  const pointer = isObject(value) ? value["$ref"] : undefined;
  if (typeof pointer !== "string") return isObject(value) ? value : {};
  if (!pointer.startsWith("#/") || depth > 10) {
    throw asyncapiError(
      { title: "asyncapi_document" },
      `the AsyncAPI document refers to ${pointer.slice(0, 200)}, which is not in it`,
    );
  }
  let found: Json = root;
  for (const token of pointer.slice(2).split("/"))
    found = (isObject(found) ? own(found, unescape(token)) : null) ?? null;
  return deref(root, found, depth + 1);
}
