// Functions of catalogs are found where the specification puts them (DSL, "Catalogs").

import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpClient } from "../http/http-client.ts";
import type { ClosableHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { catalogAction } from "./catalog-action.ts";
import { definitionUrl, rawUrl } from "./definition-url.ts";

/** Nine levels of nine: some 400 million values in a text of 500 bytes. */
const bomb = Array.from({ length: 9 }, (_, level) => {
  const members = Array.from({ length: 9 }, () => (level === 0 ? "x" : `*a${level - 1}`));
  return `a${level}: &a${level} [${members.join(", ")}]\n`;
}).join("");

let server: TestServer;
let client: ClosableHttpClient;

beforeAll(async () => {
  server = await startTestServer(({ path }) => {
    if (path === "/root/functions/log/1.0.0/function.yaml") return { body: "set:\n  logged: ${ .message }\n" };
    if (path === "/bomb.yaml") return { body: bomb };
    return path === "/list.yaml" ? { body: "- a" } : { status: 404 };
  });
  client = createHttpClient({ allowHosts: [new URL(server.url).host] });
});

afterAll(async () => {
  await client.close();
  await server.close();
});

test("by name and version below the catalog's root, or by its own address", async () => {
  const named = { function: "log", version: "1.0.0", endpoint: { uri: `${server.url}/root/` } };
  const direct = { function: `${server.url}/root/functions/log/1.0.0/function.yaml` };
  const definition = { set: { logged: "${ .message }" } };
  expect(await catalogAction.run(named, testContext(client))).toEqual(definition);
  expect(await catalogAction.run(direct, testContext(client))).toEqual(definition);
});

test("an alias bomb is refused at once", async () => {
  const began = performance.now();
  const failure = await caught(catalogAction.run({ function: `${server.url}/bomb.yaml` }, testContext(client)));
  expect(failure).toEqual({ kind: "configuration", title: "catalog_function" });
  expect(performance.now() - began).toBeLessThan(500);
});

test.each([["missing.yaml"], ["list.yaml"]])("%s is a configuration error", async (file) => {
  const failure = await caught(catalogAction.run({ function: `${server.url}/${file}` }, testContext(client)));
  expect(failure).toEqual({ kind: "configuration", title: "catalog_function" });
});

test.each([
  ["https://github.com/a/b", "https://raw.githubusercontent.com/a/b/refs/heads/main/functions/log/1.0.0/function.yaml"],
  [
    "https://github.com/a/b/tree/dev",
    "https://raw.githubusercontent.com/a/b/refs/heads/dev/functions/log/1.0.0/function.yaml",
  ],
  ["https://gitlab.com/a/b", "https://gitlab.com/a/b/-/raw/main/functions/log/1.0.0/function.yaml"],
  ["https://gitlab.com/a/g/b/-/tree/dev", "https://gitlab.com/a/g/b/-/raw/dev/functions/log/1.0.0/function.yaml"],
  ["https://catalog.example/x/", "https://catalog.example/x/functions/log/1.0.0/function.yaml"],
])("the root %s", (root, expected) => {
  expect(definitionUrl(root, "log", "1.0.0")).toBe(expected);
});

test("a name cannot leave the catalog", () => {
  expect(definitionUrl("https://c.example", "../../x", "1")).toBe(
    "https://c.example/functions/..%2F..%2Fx/1/function.yaml",
  );
});

test("an address elsewhere is left alone", () => {
  expect(rawUrl("https://c.example/a/b/c")).toBe("https://c.example/a/b/c");
});
