// Digest, OAuth 2.0 and OpenID Connect against servers that check what they are sent.

import type { Json } from "@ironweave/jq";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callEndpoint } from "../http/call-endpoint.ts";
import { createHttpClient } from "../http/http-client.ts";
import type { ClosableHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { answerChallenge, readChallenge } from "./digest.ts";

let server: TestServer;
let client: ClosableHttpClient;
let issued = 0;
let refused = new Set<string>();

beforeAll(async () => {
  server = await startTestServer(({ path, headers, body }, self) => {
    if (path.startsWith("/realm/")) {
      if (!/client_secret=s3cret|^{/.test(body) && headers["authorization"] !== "Basic aWQ6czNjcmV0") {
        return { status: 401, body: { error: "invalid_client", error_description: `got ${body}` } };
      }
      issued++;
      return { body: { access_token: `token-${String(issued)}`, expires_in: path.endsWith("/short") ? 1 : 3600 } };
    }
    if (path === "/oidc/.well-known/openid-configuration") return { body: { token_endpoint: `${self}/realm/oidc` } };
    if (path === "/empty/.well-known/openid-configuration") return { body: {} };
    if (path === "/digest") {
      if (headers["authorization"] !== undefined) return { body: { seen: headers["authorization"] } };
      return {
        status: 401,
        headers: { "www-authenticate": 'Digest realm="r", nonce="n", qop="auth,auth-int", algorithm=SHA-256' },
      };
    }
    const authorization = headers["authorization"] ?? "";
    return refused.has(authorization) ? { status: 401 } : { body: { authorization } };
  });
  client = createHttpClient({ allowHosts: [new URL(server.url).host] });
});

beforeEach(() => {
  issued = 0;
  refused = new Set();
  server.seen.length = 0;
});

afterAll(async () => {
  await client.close();
  await server.close();
});

function call(authentication: Json, path = "/data", secrets: Readonly<Record<string, Json>> = {}): Promise<Json> {
  const endpoint = {
    method: "GET",
    url: new URL(server.url + path),
    headers: {},
    output: "content",
    redirect: false,
  } as const;
  return callEndpoint({ ...endpoint, authentication }, testContext(client, { secrets }));
}

let unique = 0;

/** A policy that no other test has, so that the process's token cache does not couple them. */
function policy(more: Readonly<Record<string, Json>> = {}): Readonly<Record<string, Json>> {
  return {
    authority: `${server.url}/realm`,
    grant: "client_credentials",
    client: { id: "id", secret: "s3cret" },
    scopes: ["a", `test-${String(++unique)}`],
    ...more,
  };
}

describe("digest", () => {
  test("the example of RFC 7616 §3.9.1, SHA-256", () => {
    const challenge = readChallenge(
      'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    );
    const header = answerChallenge(
      challenge ?? {},
      { method: "GET", url: "http://www.example.org/dir/index.html" },
      { username: "Mufasa", password: "Circle of Life" },
      "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    );
    expect(/response="([^"]+)"/.exec(header)?.[1]).toBe(
      "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    );
  });

  test("a challenge is answered, with the path and the quality", async () => {
    const output = await call({ digest: { username: "ann", password: "x" } }, "/digest");
    expect(output).toEqual({
      seen: expect.stringMatching(/^Digest username="ann", realm="r", nonce="n", uri="\/digest", .*qop=auth/),
    });
  });
});

describe("oauth2", () => {
  test("a token is fetched with the grant's fields and kept", async () => {
    const oauth2 = policy({ audiences: ["x", "y"] });
    await call({ oauth2 });
    const second = await call({ oauth2 });
    expect([second, issued, Object.fromEntries(new URLSearchParams(server.seen[0]?.body))]).toEqual([
      { authorization: "Bearer token-1" },
      1,
      {
        grant_type: "client_credentials",
        scope: `a test-${String(unique)}`,
        audience: "x y",
        client_id: "id",
        client_secret: "s3cret",
      },
    ]);
    expect(server.seen[0]?.path).toBe("/realm/oauth2/token");
  });

  test("a kept token that the server refuses is replaced once", async () => {
    const oauth2 = policy();
    await call({ oauth2 });
    refused.add("Bearer token-1");
    expect(await call({ oauth2 })).toEqual({ authorization: "Bearer token-2" });
    refused.add("Bearer token-2").add("Bearer token-3");
    expect(await caught(call({ oauth2 }))).toEqual({ kind: "communication", title: "http_status", status: 401 });
    expect(issued).toBe(3);
  });

  test("a token about to expire is not kept", async () => {
    const oauth2 = policy({ endpoints: { token: "/short" } });
    await call({ oauth2 });
    await call({ oauth2 });
    expect(issued).toBe(2);
  });

  test("the client may identify itself by Basic, the request may be JSON, the policy may be a secret", async () => {
    const basic = policy({ client: { id: "id", secret: "s3cret", authentication: "client_secret_basic" } });
    await call({ oauth2: { use: "policy" } }, "/data", { policy: basic });
    await call({ oauth2: policy({ request: { encoding: "application/json" } }) });
    const [first, , third] = server.seen;
    expect([
      first?.headers["authorization"],
      first?.body.includes("client_secret"),
      third?.headers["content-type"],
    ]).toEqual(["Basic aWQ6czNjcmV0", false, "application/json"]);
  });

  test("a refusal tells the standard code and nothing of the body", async () => {
    const oauth2 = policy({ client: { id: "id", secret: "wr0ng" } });
    const failure = await call({ oauth2 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "authentication", title: "token_refused" });
    expect(String(failure)).toMatch(/401 \(invalid_client\)$/);
    expect(String(failure)).not.toContain("wr0ng");
  });

  test.each<[string, Readonly<Record<string, Json>>, string]>([
    ["an unknown grant", { grant: "authorization_code" }, "authentication_unsupported"],
    ["an unknown client method", { client: { authentication: "tls_client_auth" } }, "authentication_unsupported"],
    ["a token endpoint elsewhere", { endpoints: { token: "https://evil.example/token" } }, "authentication_authority"],
    ["an authority that is no address", { authority: "realm" }, "authentication_authority"],
  ])("%s is a configuration error", async (_, more, title) => {
    expect(await caught(call({ oauth2: policy(more) }))).toEqual({ kind: "configuration", title });
  });
});

describe("oidc", () => {
  test("the token endpoint is discovered", async () => {
    expect(await call({ oidc: policy({ authority: `${server.url}/oidc` }) })).toEqual({
      authorization: "Bearer token-1",
    });
  });

  test("an authority without one is an authentication error", async () => {
    expect(await caught(call({ oidc: policy({ authority: `${server.url}/empty` }) }))).toEqual({
      kind: "authentication",
      title: "oidc_discovery",
    });
  });
});
