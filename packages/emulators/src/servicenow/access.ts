// Who may use the ServiceNow emulator: Basic, a fixed Bearer token, or a token from `/oauth_token.do`.

import { randomUUID } from "node:crypto";
import type { EmulatorRequest, EmulatorResponse } from "../start-server.ts";

export interface Credentials {
  readonly token: string;
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const LIFETIME_S = 1799;

export interface Access {
  /** The user of a request, or undefined where it has no valid credentials. */
  user(request: EmulatorRequest): string | undefined;
  /** Answers `POST /oauth_token.do`: password, client credentials and refresh grants. */
  issueToken(request: EmulatorRequest): EmulatorResponse;
  /** Forgets the tokens that were issued. */
  clear(): void;
}

/** The gate for these credentials. `now` is epoch milliseconds. */
export function createAccess(credentials: Credentials, now: () => number): Access {
  const issued = new Map<string, number>();
  const refresh = new Set<string>();
  const basic = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");

  return {
    user(request) {
      const [scheme, value = ""] = (request.header("authorization") ?? "").split(" ");
      if (scheme === "Basic" && value === basic) return credentials.username;
      if (scheme !== "Bearer") return undefined;
      return value === credentials.token || (issued.get(value) ?? 0) > now() ? credentials.username : undefined;
    },
    issueToken(request) {
      const form = new URLSearchParams(request.body);
      const client = clientOf(request, form);
      const known = client.id === credentials.clientId && client.secret === credentials.clientSecret;
      if (!known || !granted(form, credentials, refresh)) {
        return { status: 401, body: { error_description: "access_denied", error: "server_error" } };
      }
      const token = randomUUID().replaceAll("-", "");
      const next = randomUUID().replaceAll("-", "");
      issued.set(token, now() + LIFETIME_S * 1000);
      refresh.add(next);
      return {
        status: 200,
        body: {
          access_token: token,
          refresh_token: next,
          scope: "useraccount",
          token_type: "Bearer",
          expires_in: LIFETIME_S,
        },
      };
    },
    clear() {
      issued.clear();
      refresh.clear();
    },
  };
}

function clientOf(request: EmulatorRequest, form: URLSearchParams): { id: string | null; secret: string | null } {
  const [scheme, value = ""] = (request.header("authorization") ?? "").split(" ");
  if (scheme !== "Basic") return { id: form.get("client_id"), secret: form.get("client_secret") };
  const [id = "", secret = ""] = Buffer.from(value, "base64").toString("utf8").split(":");
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
}

function granted(form: URLSearchParams, credentials: Credentials, refresh: ReadonlySet<string>): boolean {
  switch (form.get("grant_type")) {
    case "client_credentials":
      return true;
    case "password":
      return form.get("username") === credentials.username && form.get("password") === credentials.password;
    case "refresh_token":
      return refresh.has(form.get("refresh_token") ?? "");
    default:
      return false;
  }
}
