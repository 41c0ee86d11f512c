// The `catalog` action: reads the definition of a function that a document calls from a catalog. It only reads; the engine
// runs the definition like a task of the document.

import type { Json } from "@ironweave/jq";
import { CORE_SCHEMA, load } from "js-yaml";
import { ActionError } from "../action-error.ts";
import { isObject, readObject, readString } from "../arguments.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { Action } from "../define-action.ts";
import { readEndpoint } from "../http/http-action.ts";
import { CATALOG_DESCRIPTOR } from "./catalog-descriptor.ts";
import { definitionUrl, rawUrl } from "./definition-url.ts";

/** The definition as JSON. Rejects with `ActionError` `configuration` `catalog_function` when there is none. */
export const catalogAction: Action = {
  descriptor: CATALOG_DESCRIPTOR,
  async run(args, context) {
    const call = readObject(args, "catalog");
    const name = readString(call["function"], "function");
    const direct = /^https?:\/\//.test(name);
    const endpoint = direct ? { uri: name } : readEndpoint(call["endpoint"]);
    const url = direct ? rawUrl(name) : definitionUrl(endpoint.uri, name, readString(call["version"], "version"));
    const response = await authenticate(endpoint.authentication, context).send({
      method: "GET",
      url,
      followRedirects: true,
      signal: context.signal,
    });
    if (response.status !== 200) throw unusable(`${url} answered ${String(response.status)}`);
    return parse(url, Buffer.from(response.body).toString("utf8"));
  },
};

function parse(url: string, text: string): Json {
  let value: Json;
  try {
    value = load(text, { schema: CORE_SCHEMA }) as Json;
    // A definition enters the run's history: aliases may not make it larger than its text.
    if (!hasAtMost(value, text.length * 4 + 1024)) throw unusable(`${url} grows when it is read`);
  } catch (error) {
    throw error instanceof ActionError ? error : unusable(`${url} is neither JSON nor YAML`);
  }
  if (!isObject(value)) throw unusable(`${url} is not a task`);
  return value;
}

/** True where no more than `limit` values are in it, each counted as often as it is referred to. Stops counting there. */
function hasAtMost(value: Json, limit: number): boolean {
  let left = limit;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (--left < 0) return false;
    // A text may be repeated by aliases too, so its length counts.
    if (typeof next === "string") left -= next.length;
    else if (typeof next === "object" && next !== null) for (const member of Object.values(next)) open.push(member);
  }
  return left >= 0;
}

function unusable(reason: string): ActionError {
  return new ActionError("configuration", `the function cannot be used: ${reason}`, { title: "catalog_function" });
}
