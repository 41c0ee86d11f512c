// Tokens: renewed by the refresh tokens that came with them, shared by steps at the same time, held to their issuers.

import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createHttpClient } from "../http/http-client.ts";
import type { ClosableHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { authenticate } from "./authenticate.ts";

let server: TestServer;
let client: ClosableHttpClient;
/** What the token endpoint answers next, by the grant that is asked for; and how long its tokens live. */
let tokens: Json[] = [];
let lifetimeS = 3600;
let refuseRefresh = false;

beforeAll(async () => {
  server = await startTestServer(({ path, body, headers }) => {
    if (path !== "/oauth2/token") return { body: { authorization: headers["authorization"] ?? null } };
    if (refuseRefresh && body.includes("grant_type=refresh_token"))
      return { status: 400, body: { error: "invalid_grant" } };
    const token = tokens.shift() ?? { access_token: `token-${String(server.seen.length)}` };
    return { body: { expires_in: lifetimeS, ...(token as JsonObject) } };
  });
  client = createHttpClient({ allowHosts: [new URL(server.url).host] });
});

beforeEach(() => {
  server.seen.length = 0;
  tokens = [];
  lifetimeS = 3600;
  refuseRefresh = false;
});

afterAll(async () => {
  await client.close();
  await server.close();
});

let unique = 0;

/** A policy that no other test has, since tokens are kept for the whole process. */
function policy(more: JsonObject = {}): JsonObject {
  const client = { id: `id-${String(++unique)}`, secret: "s3cret" };
  return { authority: server.url, grant: "client_credentials", client, ...more };
}

async function send(oauth2: JsonObject): Promise<Json> {
  const sent = { method: "GET", url: `${server.url}/data` };
  const response = await authenticate({ oauth2 }, testContext(client)).send(sent);
  return (JSON.parse(Buffer.from(response.body).toString("utf8")) as { authorization: Json }).authorization;
}

/** The grants asked for, with the refresh token sent. */
function grants(): readonly (readonly (string | null)[])[] {
  return server.seen
    .filter(({ path }) => path === "/oauth2/token")
    .map(({ body }) => new URLSearchParams(body))
    .map((fields) => [fields.get("grant_type"), fields.get("refresh_token")]);
}

const jwt = (claims: Json): string =>
  ["{}", JSON.stringify(claims), "sig"].map((part) => Buffer.from(part).toString("base64url")).join(".");

describe("renewing", () => {
  test("an expired token is renewed by its refresh token, and that by the next", async () => {
    const oauth2 = policy({ grant: "password", username: "ann", password: "pw" });
    lifetimeS = 1;
    tokens = [
      { access_token: "a", refresh_token: "r1" },
      { access_token: "b", refresh_token: "r2" },
      { access_token: "c" },
      { access_token: "d" },
    ];
    expect([await send(oauth2), await send(oauth2), await send(oauth2), await send(oauth2), grants()]).toEqual([
      "Bearer a",
      "Bearer b",
      "Bearer c",
      "Bearer d",
      [
        ["password", null],
        ["refresh_token", "r1"],
        ["refresh_token", "r2"],
        ["refresh_token", "r2"],
      ],
    ]);
  });

  test("a refresh token that is not taken any more is replaced by the policy's own grant", async () => {
    const oauth2 = policy();
    lifetimeS = 1;
    tokens = [{ access_token: "a", refresh_token: "r1" }];
    await send(oauth2);
    refuseRefresh = true;
    await send(oauth2);
    expect(grants()).toEqual([
      ["client_credentials", null],
      ["refresh_token", "r1"],
      ["client_credentials", null],
    ]);
  });

  test("steps at the same time share one request", async () => {
    const oauth2 = policy();
    await Promise.all(Array.from({ length: 20 }, () => send(oauth2)));
    expect(grants()).toHaveLength(1);
  });

  test("a step whose neighbour was cancelled asks for itself", async () => {
    const oauth2 = policy();
    const cancelled = AbortSignal.abort(new Error("cancelled"));
    const sent = { method: "GET", url: `${server.url}/data` };
    const first = authenticate({ oauth2 }, testContext(client, { signal: cancelled })).send(sent);
    const second = send(oauth2);
    expect([await first.catch(String), await second]).toEqual(["Error: cancelled", expect.stringMatching(/^Bearer /)]);
  });
});

describe("issuers", () => {
  const issuers = ["https://login.example", "https://other.example"];

  test("a token of a listed issuer is used", async () => {
    const token = jwt({ iss: "https://other.example" });
    tokens = [{ access_token: token }];
    expect(await send(policy({ issuers }))).toBe(`Bearer ${token}`);
  });

  test.each<[string, string]>([
    ["of another issuer", jwt({ iss: "https://evil.example" })],
    ["that does not say", jwt({ sub: "x" })],
    ["that is no JSON Web Token", "opaque"],
    ["that is broken", "a.!!!.c"],
  ])("a token %s is refused, and never sent", async (_, token) => {
    tokens = [{ access_token: token }];
    expect(await caught(send(policy({ issuers })))).toEqual({ kind: "authentication", title: "token_issuer" });
    expect(server.seen.map(({ path }) => path)).toEqual(["/oauth2/token"]);
  });

  test("without a list any token will do", async () => {
    tokens = [{ access_token: "opaque" }];
    expect(await send(policy({ issuers: [] }))).toBe("Bearer opaque");
  });
});

test.each(["client_secret_jwt", "private_key_jwt"])(
  "a client may identify itself by an assertion: %s",
  async (method) => {
    const client = { id: `id-${String(++unique)}`, assertion: "signed", authentication: method };
    await send(policy({ client }));
    const fields = new URLSearchParams(server.seen[0]?.body);
    expect([fields.get("client_assertion_type"), fields.get("client_assertion"), fields.has("client_secret")]).toEqual([
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      "signed",
      false,
    ]);
  },
);
