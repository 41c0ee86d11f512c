// Asks a token endpoint for an access token (RFC 6749 §4, RFC 8693). Neither the request's values nor the answer's body
// appear in errors: both hold secrets; only the standard `error` code does.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject, readChoice, readOptionalString, readString } from "../arguments.ts";
import type { ActionContext, HttpRequest } from "../define-action.ts";
import { withAuthorization } from "./scheme.ts";

const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const GRANTS = ["client_credentials", "password", "refresh_token", TOKEN_EXCHANGE] as const;
/** The last two send an assertion that the document or a secret holds (RFC 7523); nothing is signed here. */
const CLIENT_METHODS: readonly string[] = [
  "client_secret_post",
  "client_secret_basic",
  "none",
  "client_secret_jwt",
  "private_key_jwt",
];
/** Assumed where the server does not say. */
const DEFAULT_LIFETIME_S = 60;

export interface TokenAnswer {
  readonly token: string;
  readonly lifetimeMs: number;
  /** What the token can be renewed with, where the server gave it. */
  readonly refreshToken?: string;
}

/**
 * A new token. Rejects with `ActionError`: `authentication` `token_refused` where the server refuses; `configuration`
 * `authentication_unsupported` for grants and client methods that are not offered.
 */
export async function requestToken(values: JsonObject, endpoint: string, context: ActionContext): Promise<TokenAnswer> {
  const response = await context.http.request({ ...tokenRequest(values, endpoint), signal: context.signal });
  const answer = parse(Buffer.from(response.body).toString("utf8"));
  const token = answer["access_token"];
  if (response.status !== 200 || typeof token !== "string" || token === "") {
    const code =
      typeof answer["error"] === "string" && /^[a-z_]{1,40}$/.test(answer["error"]) ? ` (${answer["error"]})` : "";
    throw new ActionError(
      "authentication",
      `${new URL(endpoint).origin} gave no token: ${String(response.status)}${code}`,
      {
        title: "token_refused",
      },
    );
  }
  const lifetime = Number(answer["expires_in"]);
  const refreshToken = answer["refresh_token"];
  return {
    token,
    lifetimeMs: (lifetime > 0 ? lifetime : DEFAULT_LIFETIME_S) * 1000,
    ...(typeof refreshToken === "string" && refreshToken !== "" ? { refreshToken } : {}),
  };
}

function tokenRequest(values: JsonObject, endpoint: string): HttpRequest {
  const fields = grantFields(values);
  const client = isObject(values["client"]) ? values["client"] : {};
  const id = readOptionalString(client["id"], "client.id");
  const secret = readOptionalString(client["secret"], "client.secret");
  const method = readOptionalString(client["authentication"], "client.authentication") ?? "client_secret_post";
  if (!CLIENT_METHODS.includes(method)) throw unsupported(`client.authentication ${method}`);
  const inBody = method !== "client_secret_basic";
  if (inBody && id !== undefined) fields["client_id"] = id;
  if (method.endsWith("_jwt")) {
    fields["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    fields["client_assertion"] = readString(client["assertion"], "client.assertion");
  }
  if (method === "client_secret_post" && secret !== undefined) fields["client_secret"] = secret;
  const request = encodeRequest(fields, values["request"], endpoint);
  if (inBody) return request;
  const pair = `${encodeURIComponent(id ?? "")}:${encodeURIComponent(secret ?? "")}`;
  return withAuthorization(request, `Basic ${Buffer.from(pair).toString("base64")}`);
}

function grantFields(values: JsonObject): Record<string, string> {
  const named = values["grant"];
  if (typeof named === "string" && !GRANTS.some((grant) => grant === named)) throw unsupported(`grant ${named}`);
  const grant = readChoice(named, "grant", GRANTS);
  const fields: Record<string, string> = { grant_type: grant };
  const scopes = joinList(values["scopes"], "scopes");
  const audiences = joinList(values["audiences"], "audiences");
  if (scopes !== "") fields["scope"] = scopes;
  if (audiences !== "") fields["audience"] = audiences;
  if (grant === "password") {
    fields["username"] = readString(values["username"], "username");
    fields["password"] = readString(values["password"], "password");
  }
  if (grant === "refresh_token") {
    fields["refresh_token"] = readString(values["refreshToken"] ?? values["refresh_token"], "refreshToken");
  }
  for (const party of ["subject", "actor"]) {
    const given = values[party];
    if (!isObject(given)) continue;
    fields[`${party}_token`] = readString(given["token"], `${party}.token`);
    fields[`${party}_token_type`] = readString(given["type"], `${party}.type`);
  }
  return fields;
}

function encodeRequest(fields: Readonly<Record<string, string>>, request: Json | undefined, url: string): HttpRequest {
  const form = "application/x-www-form-urlencoded";
  const declared = isObject(request) ? readOptionalString(request["encoding"], "request.encoding") : undefined;
  const encoding = declared?.split(";")[0]?.trim() ?? form;
  if (encoding !== form && encoding !== "application/json") throw unsupported(`request.encoding ${encoding}`);
  const body = encoding === form ? new URLSearchParams(fields).toString() : JSON.stringify(fields);
  return { method: "POST", url, headers: { "content-type": encoding, accept: "application/json" }, body };
}

function joinList(value: Json | undefined, field: string): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map((item: Json) => readString(item, field)).join(" ") : readString(value, field);
}

function parse(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function unsupported(what: string): ActionError {
  return new ActionError("configuration", `${what} is not supported`, { title: "authentication_unsupported" });
}
