// Finds an operation in an OpenAPI 3 or Swagger 2 document and brings both into one shape. It fetches nothing itself:
// `References` does, for what stands in other files.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject } from "../arguments.ts";
import type { LoadedDocument } from "./load-document.ts";
import type { References } from "./references.ts";
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

/**
 * The operation with this id. Rejects with `ActionError` `configuration`: `openapi_operation` when there is none, and as
 * `References.follow` does. What stands in the document itself is looked at before other documents are fetched.
 */
export async function findOperation(
  document: LoadedDocument,
  operationId: string,
  references: References,
): Promise<Operation> {
  const paths = Object.entries(objectOf(document.root["paths"]));
  const isElsewhere = ([, item]: readonly [string, Json]): boolean => {
    const reference = isObject(item) ? item["$ref"] : undefined;
    return typeof reference === "string" && !reference.startsWith("#");
  };
  for (const [path, declared] of [...paths.filter((each) => !isElsewhere(each)), ...paths.filter(isElsewhere)]) {
    const { value: item, document: at } = await references.follow(declared, document);
    for (const method of METHODS) {
      const operation = item[method];
      if (isObject(operation) && operation["operationId"] === operationId) {
        return describe({ path, item, method, operation, at, document }, references);
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
  /** The document in which the item stands. */
  readonly at: LoadedDocument;
  /** The document with which the call begins. */
  readonly document: LoadedDocument;
}

async function describe(found: Found, references: References): Promise<Operation> {
  const { item, operation, at, document } = found;
  const merged = new Map<string, Parameter>();
  for (const declared of [...listOf(item["parameters"]), ...listOf(operation["parameters"])]) {
    const parameter = readParameter((await references.follow(declared, at)).value);
    if (parameter !== undefined) merged.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  const parameters = [...merged.values()];
  const declaredBody = operation["requestBody"];
  const body = declaredBody === undefined ? undefined : (await references.follow(declaredBody, at)).value;
  return {
    method: found.method.toUpperCase(),
    server: serverUrl(document, item, operation, at.url),
    path: found.path,
    parameters,
    ...bodyOf(document.root, operation, parameters, body),
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
  body: JsonObject | undefined,
): Pick<Operation, "bodyTypes" | "bodyRequired"> {
  if (body !== undefined) {
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

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
