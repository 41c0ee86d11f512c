// Puts the values of a call where the operation wants them: path, query, headers, cookies, body. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject, scalarText } from "../arguments.ts";
import { encodeBody } from "../http/request-body.ts";
import type { Operation, Parameter } from "./find-operation.ts";

export interface OperationRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const SEPARATORS = { comma: ",", space: " ", pipe: "|", tab: "\t", repeat: ",", deep: "," } as const;

/**
 * The request for these values. A value named `body`, or else all values that are no declared parameter, form the body.
 * Throws `ActionError` `validation`: `parameter_missing`, or `parameter_unknown` where the operation takes no body.
 */
export function buildRequest(operation: Operation, values: JsonObject): OperationRequest {
  const given = new Map(Object.entries(values));
  const query: [string, string][] = [];
  const form: Record<string, Json> = {};
  const headers: Record<string, string> = { accept: "application/json, */*;q=0.8" };
  const cookies: string[] = [];
  let path = operation.path;
  let body: Json | undefined;
  for (const parameter of operation.parameters) {
    const value = given.get(parameter.name) ?? null;
    given.delete(parameter.name);
    if (value === null) {
      if (parameter.required) throw missing(parameter.name);
      continue;
    }
    if (parameter.in === "path")
      path = path.replaceAll(`{${parameter.name}}`, encodeURIComponent(join(value, parameter)));
    else if (parameter.in === "query") query.push(...queryPairs(value, parameter));
    else if (parameter.in === "header") headers[parameter.name.toLowerCase()] = join(value, parameter);
    else if (parameter.in === "cookie") cookies.push(`${parameter.name}=${encodeURIComponent(join(value, parameter))}`);
    else if (parameter.in === "formData") form[parameter.name] = value;
    else body = value;
  }
  if (Object.keys(form).length > 0) body = form;
  body ??= bodyFrom(operation, given);
  if (cookies.length > 0) headers["cookie"] = cookies.join("; ");
  const url = new URL(operation.server + path);
  for (const [name, text] of query) url.searchParams.append(name, text);
  if (body === undefined) return { url, headers };
  const encoded = encodeBody(body, operation.bodyTypes?.[0]);
  return { url, headers: { ...headers, "content-type": encoded.contentType }, body: encoded.body };
}

function bodyFrom(operation: Operation, given: ReadonlyMap<string, Json>): Json | undefined {
  if (operation.bodyTypes === undefined) {
    const [unknown] = given.keys();
    if (unknown === undefined) return undefined;
    throw new ActionError("validation", `the operation has no parameter ${unknown}`, { title: "parameter_unknown" });
  }
  const named = given.get("body");
  if (named !== undefined) return named;
  if (given.size > 0) return Object.fromEntries(given);
  if (operation.bodyRequired) throw missing("body");
  return undefined;
}

function queryPairs(value: Json, parameter: Parameter): [string, string][] {
  const { name, style } = parameter;
  if (Array.isArray(value) && style === "repeat") return value.map((item: Json) => [name, text(item, name)]);
  if (isObject(value) && (style === "repeat" || style === "deep")) {
    return Object.entries(value).map(([key, item]) => [style === "deep" ? `${name}[${key}]` : key, text(item, name)]);
  }
  return [[name, join(value, parameter)]];
}

/** A value as one text: lists and objects joined by the parameter's separator. */
function join(value: Json, { name, style }: Parameter): string {
  const separator = SEPARATORS[style];
  if (Array.isArray(value)) return value.map((item: Json) => text(item, name)).join(separator);
  if (isObject(value))
    return Object.entries(value)
      .flatMap(([key, item]) => [key, text(item, name)])
      .join(separator);
  return text(value, name);
}

function text(value: Json, name: string): string {
  return scalarText(value, `parameters.${name}`) ?? "";
}

function missing(name: string): ActionError {
  return new ActionError("validation", `the operation needs the parameter ${name}`, { title: "parameter_missing" });
}
