// Finds an operation in an OpenAPI 3 or Swagger 2 document and brings both into one shape. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject } from "../arguments.ts";
import type { LoadedDocument } from "./load-document.ts";
import { serverUrl } from "./server-url.ts";

type ParameterPlace = "path" | "query" | "header" | "cookie" | "body" | "formData";

export interface Parameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  /** How lists and objects are written. */
  readonly style: "repeat" | "comma" | "space" | "pipe" | "tab" | "deep";
}

export interface Operation {
  readonly method: string;
  /** The server's address without a trailing slash. */
  readonly server: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Media types the body may have, best first; undefined where the operation takes none. */
  readonly bodyTypes: readonly string[] | undefined;
  readonly bodyRequired: boolean;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
const PLACES: readonly string[] = ["path", "query", "header", "cookie", "body", "formData"];
const MAX_REFERENCES = 32;

/** The operation with this id. Throws `ActionError` `configuration` `openapi_operation` when there is none. */
export function findOperation(document: LoadedDocument, operationId: string): Operation {
  const { root } = document;
  for (const [path, declared] of Object.entries(objectOf(root["paths"]))) {
    const item = dereference(root, declared);
    for (const method of METHODS) {
      const operation = item[method];
      if (isObject(operation) && operation["operationId"] === operationId) {
        return describe(document, { path, item, method, operation });
      }
    }
  }
  throw new ActionError("configuration", `the OpenAPI document has no operation ${operationId}`, {
    title: "openapi_operation",
  });
}

interface Found {
  readonly path: string;
  readonly item: JsonObject;
  readonly method: string;
  readonly operation: JsonObject;
}

function describe(document: LoadedDocument, found: Found): Operation {
  const { root } = document;
  const { item, operation } = found;
  const merged = new Map<string, Parameter>();
  for (const declared of [...listOf(item["parameters"]), ...listOf(operation["parameters"])]) {
    const parameter = readParameter(dereference(root, declared));
    if (parameter !== undefined) merged.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  const parameters = [...merged.values()];
  return {
    method: found.method.toUpperCase(),
    server: serverUrl(document, item, operation),
    path: found.path,
    parameters,
    ...bodyOf(root, operation, parameters),
  };
}

function readParameter(declared: JsonObject): Parameter | undefined {
  const { name, in: place } = declared;
  if (typeof name !== "string" || typeof place !== "string" || !PLACES.includes(place)) return undefined;
  return {
    name,
    in: place as ParameterPlace,
    required: declared["required"] === true || place === "path",
    style: readStyle(declared, place),
  };
}

function readStyle(declared: JsonObject, place: string): Parameter["style"] {
  switch (declared["collectionFormat"]) {
    case "multi":
      return "repeat";
    case "ssv":
      return "space";
    case "tsv":
      return "tab";
    case "pipes":
      return "pipe";
    case "csv":
      return "comma";
    default:
  }
  if (declared["style"] === "deepObject") return "deep";
  // Without a schema it is a Swagger 2 parameter, whose lists are comma-separated unless it says otherwise.
  const explodes = declared["schema"] !== undefined && (place === "query" || place === "cookie");
  if (declared["explode"] === true || (declared["explode"] === undefined && explodes && isForm(declared["style"])))
    return "repeat";
  if (declared["style"] === "spaceDelimited") return "space";
  return declared["style"] === "pipeDelimited" ? "pipe" : "comma";
}

function isForm(style: Json | undefined): boolean {
  return style === undefined || style === "form";
}

function bodyOf(
  root: JsonObject,
  operation: JsonObject,
  parameters: readonly Parameter[],
): Pick<Operation, "bodyTypes" | "bodyRequired"> {
  if (operation["requestBody"] !== undefined) {
    const body = dereference(root, operation["requestBody"]);
    return { bodyTypes: sortTypes(Object.keys(objectOf(body["content"]))), bodyRequired: body["required"] === true };
  }
  const inBody = parameters.filter((each) => each.in === "body" || each.in === "formData");
  if (inBody.length === 0) return { bodyTypes: undefined, bodyRequired: false };
  const consumes = listOf(operation["consumes"] ?? root["consumes"]).filter((type) => typeof type === "string");
  const isForm = inBody.some((each) => each.in === "formData");
  const fallback = isForm ? "application/x-www-form-urlencoded" : "application/json";
  return { bodyTypes: sortTypes(consumes.length === 0 ? [fallback] : consumes), bodyRequired: false };
}

/** JSON first, then forms, then the rest in the document's order. */
function sortTypes(types: readonly string[]): readonly string[] {
  const rank = (type: string): number =>
    /[/+]json/.test(type) ? 0 : type === "application/x-www-form-urlencoded" ? 1 : 2;
  const sorted = types.toSorted((a, b) => rank(a) - rank(b));
  return sorted.length === 0 ? ["application/json"] : sorted;
}

/** Follows local references; one that leads nowhere, in a circle or to another document is an empty object. */
function dereference(root: JsonObject, value: Json | undefined): JsonObject {
  let current = value;
  for (let hops = 0; hops < MAX_REFERENCES; hops++) {
    if (!isObject(current)) return {};
    const reference = current["$ref"];
    if (typeof reference !== "string") return current;
    current = reference.startsWith("#/") ? resolvePointer(root, reference.slice(2)) : undefined;
  }
  return {};
}

function resolvePointer(root: JsonObject, pointer: string): Json | undefined {
  let current: Json | undefined = root;
  for (const token of pointer.split("/")) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    current = isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
