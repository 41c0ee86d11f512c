// What an action's arguments need before their expressions are evaluated: named authentication policies in their place, and
// literal URI templates expanded (ruling 12). Works on the definition at the places where the DSL has endpoints, so that
// a request body with a property called `authentication` stays what it is.

import type { Json, JsonObject } from "@ironweave/jq";
import { isJsonObject, member } from "../data/json-value.ts";
import { wrappedExpression } from "../data/expression-text.ts";
import { expandUriTemplate } from "../data/uri-template.ts";
import { standardFault } from "../errors/workflow-fault.ts";

/** Paths of endpoints in the arguments of the DSL's calls and processes; each may be an address or an object with `uri`. */
const ENDPOINTS: readonly (readonly string[])[] = [
  ["endpoint"],
  ["document"],
  ["document", "endpoint"],
  ["proto", "endpoint"],
  ["source", "endpoint"],
  ["server"],
  ["server", "endpoint"],
  ["agentCard", "endpoint"],
  ["transport", "http", "endpoint"],
];

/** Paths of objects that have an `authentication` without being endpoints. */
const AUTHENTICATED: readonly (readonly string[])[] = [[], ["service"], ["server"], ["transport", "http"]];

/** The arguments with policies and addresses resolved. Throws a configuration fault (400) for unknown policies. */
export function prepareArguments(declared: JsonObject, input: Json, use: JsonObject): JsonObject {
  const endpoints = ENDPOINTS.reduce<Json>(
    (value, path) => updateAt(value, path, (endpoint) => prepareEndpoint(endpoint, input, use)),
    declared,
  );
  const prepared = AUTHENTICATED.reduce<Json>(
    (value, path) => updateAt(value, path, (holder) => resolveAuthentication(holder, use)),
    endpoints,
  );
  return isJsonObject(prepared) ? prepared : declared;
}

/** Braces that are left in addresses came with data; encoded, no action takes them for a template. */
export function encodeAddresses(evaluated: Json): Json {
  const encode = (value: Json): Json =>
    typeof value === "string" ? value.replaceAll("{", "%7B").replaceAll("}", "%7D") : value;
  return ENDPOINTS.reduce<Json>(
    (value, path) =>
      updateAt(value, path, (endpoint) => {
        const uri = member(endpoint, "uri");
        return uri !== undefined && isJsonObject(endpoint) ? { ...endpoint, uri: encode(uri) } : encode(endpoint);
      }),
    evaluated,
  );
}

function updateAt(value: Json, path: readonly string[], update: (value: Json) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return update(value);
  const inner = member(value, key);
  if (inner === undefined || !isJsonObject(value)) return value;
  return { ...value, [key]: updateAt(inner, rest, update) };
}

function prepareEndpoint(endpoint: Json, input: Json, use: JsonObject): Json {
  if (typeof endpoint === "string") return expandLiteral(endpoint, input);
  if (!isJsonObject(endpoint)) return endpoint;
  const { uri } = endpoint;
  return resolveAuthentication(
    typeof uri === "string" ? { ...endpoint, uri: expandLiteral(uri, input) } : endpoint,
    use,
  );
}

/** An expression's result is data and never a template. */
function expandLiteral(uri: string, input: Json): string {
  return wrappedExpression(uri) === undefined ? expandUriTemplate(uri, input) : uri;
}

function resolveAuthentication(holder: Json, use: JsonObject): Json {
  const authentication = member(holder, "authentication");
  if (authentication === undefined || !isJsonObject(holder)) return holder;
  const named = typeof authentication === "string" ? authentication : member(authentication, "use");
  if (typeof named !== "string" || wrappedExpression(named) !== undefined) return holder;
  const policy = member(member(use, "authentications"), named);
  if (policy === undefined) {
    throw standardFault("configuration", `authentication ${named} is not defined in use.authentications`);
  }
  return { ...holder, authentication: policy };
}
