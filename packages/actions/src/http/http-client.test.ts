// Whatever a server does, a request ends within its limits, with the limit's name (reliability S1 and S2).

import { startHttpFixture } from "@ironweave/emulators";
import type { HttpFixture } from "@ironweave/emulators";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caught } from "../testing/caught.ts";
import { createHttpClient } from "./http-client.ts";
import type { ClosableHttpClient } from "./http-client.ts";

let fixture: HttpFixture;
let other: HttpFixture;
let client: ClosableHttpClient;

beforeAll(async () => {
  fixture = await startHttpFixture();
  other = await startHttpFixture();
  client = createHttpClient({
    allowHosts: ["127.0.0.1"],
    responseBytes: 1_000_000,
    headersMs: 1000,
    bodyIdleMs: 1000,
    totalMs: 2000,
  });
});

afterAll(async () => {
  await client.close();
  await Promise.all([fixture.close(), other.close()]);
});

function get(path: string, more: { readonly timeoutMs?: number; readonly followRedirects?: boolean } = {}) {
  return client.request({ method: "GET", url: fixture.url + path, ...more });
}

const timeout = { kind: "timeout", title: "timeout" };
const tooLarge = { kind: "communication", title: "response_too_large" };

describe("bounds", () => {
  test.each([
    ["never answers", "/slow-headers", timeout],
    ["stops half-way", "/stall", timeout],
    ["drips without end", "/drip/20", timeout],
    ["never stops sending", "/endless", tooLarge],
    ["announces too much", "/large/1000001", tooLarge],
    ["sends a compression bomb", "/gzip/50000000", tooLarge],
    ["sends 5,000 headers", "/headers/5000", { kind: "communication", title: "headers_too_large" }],
    ["sends 300 headers", "/headers/300", { kind: "communication", title: "headers_too_large" }],
    ["resets the connection half-way", "/reset", { kind: "communication", title: "connection_failed" }],
    ["does not speak HTTP", "/garbage", { kind: "communication", title: "connection_failed" }],
  ])("a server that %s ends the request", async (_, path, expected) => {
    const started = performance.now();
    expect(await caught(get(path))).toEqual(expected);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test("a request may ask for less time than the client gives", async () => {
    const started = performance.now();
    expect(await caught(get("/slow-headers", { timeoutMs: 100 }))).toEqual(timeout);
    expect(performance.now() - started).toBeLessThan(900);
  });

  test("a server that is not there is a communication error", async () => {
    const closed = await startHttpFixture();
    await closed.close();
    expect(await caught(client.request({ method: "GET", url: closed.url }))).toEqual({
      kind: "communication",
      title: "connection_failed",
    });
  });

  test("a server without TLS behind an https address is a communication error", async () => {
    expect(await caught(client.request({ method: "GET", url: fixture.url.replace("http:", "https:") }))).toEqual({
      kind: "communication",
      title: "connection_failed",
    });
  });

  test("a cancelled request rejects with the caller's own reason", async () => {
    const controller = new AbortController();
    const pending = client.request({ method: "GET", url: `${fixture.url}/slow-headers`, signal: controller.signal });
    const reason = new Error("cancelled by the user");
    setTimeout(() => controller.abort(reason), 50);
    await expect(pending).rejects.toBe(reason);
  });

  test("a caller's deadline is a timeout", async () => {
    const signal = AbortSignal.timeout(50);
    expect(await caught(client.request({ method: "GET", url: `${fixture.url}/stall`, signal }))).toEqual(timeout);
  });

  test("a body at the limit passes", async () => {
    const { body } = await get("/large/1000000");
    expect(body.byteLength).toBe(1_000_000);
  });
});

describe("redirects", () => {
  test("are not followed unless asked", async () => {
    const { status } = await get("/redirect");
    expect(status).toBe(302);
  });

  test("a loop ends", async () => {
    expect(await caught(get("/redirect-loop", { followRedirects: true }))).toEqual({
      kind: "communication",
      title: "too_many_redirects",
    });
  });

  test("keep credentials for the same origin and drop them for another", async () => {
    const headers = {
      authorization: "Bearer s3cret",
      "x-auth-token": "s3cret",
      cookie: "a=s3cret",
      accept: "text/plain",
    };
    const follow = async (to: string): Promise<unknown> => {
      const url = `${fixture.url}/redirect?to=${encodeURIComponent(to)}`;
      const { body } = await client.request({ method: "GET", url, headers, followRedirects: true });
      const echo = JSON.parse(Buffer.from(body).toString("utf8")) as { headers: Readonly<Record<string, string>> };
      const { authorization, cookie, accept } = echo.headers;
      return { authorization, token: echo.headers["x-auth-token"], cookie, accept };
    };
    expect(await follow("/echo")).toEqual({
      authorization: "Bearer s3cret",
      token: "s3cret",
      cookie: "a=s3cret",
      accept: "text/plain",
    });
    expect(await follow(`${other.url}/echo`)).toEqual({ accept: "text/plain" });
  });

  test("303 turns a POST into a GET without its body", async () => {
    const url = `${fixture.url}/redirect?status=303`;
    const { body } = await client.request({ method: "POST", url, body: "x", followRedirects: true });
    expect(JSON.parse(Buffer.from(body).toString("utf8"))).toMatchObject({ method: "GET", body: "" });
  });

  test("307 repeats a POST at the same origin and refuses to send its body to another", async () => {
    const send = (to: string) =>
      client.request({
        method: "POST",
        url: `${fixture.url}/redirect?status=307&to=${encodeURIComponent(to)}`,
        body: "x",
        followRedirects: true,
      });
    const { body } = await send("/echo");
    expect(JSON.parse(Buffer.from(body).toString("utf8"))).toMatchObject({ method: "POST", body: "x" });
    expect(await caught(send(`${other.url}/echo`))).toEqual({ kind: "communication", title: "redirect_refused" });
  });
});

describe("requests", () => {
  test.each([
    ["a line break in a header", { headers: { "x-a": "1\r\nx-b: 2" } }, "invalid_header"],
    ["a header name that is not one", { headers: { "x a": "1" } }, "invalid_header"],
  ])("%s is refused", async (_, more, title) => {
    expect(await caught(client.request({ method: "GET", url: `${fixture.url}/echo`, ...more }))).toEqual({
      kind: "validation",
      title,
    });
  });

  test("a method that is not one is refused", async () => {
    expect(await caught(client.request({ method: "GET /x", url: fixture.url }))).toEqual({
      kind: "validation",
      title: "invalid_request",
    });
  });
});
