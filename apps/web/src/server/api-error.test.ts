import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { API_ERROR_STATUS, ApiError } from "./api-error.ts";
import { EngineUnavailable } from "./engine/run-engine.ts";
import { errorResponse } from "./http/json-response.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");

test("[R9] every code has a sentence in docs/errors/web.md", () => {
  const text = readFileSync(join(root, "docs", "errors", "web.md"), "utf8");
  const told = new Set([...text.matchAll(/^\| `(\w+)`/gmu)].map((match) => match[1]));
  expect(Object.keys(API_ERROR_STATUS).filter((code) => !told.has(code))).toEqual([]);
});

test("an ApiError is its code, sentence and details; other errors tell nothing", async () => {
  const refused = errorResponse(new ApiError("name_taken", "Taken.", { name: "a" }));
  expect([refused.status, await refused.json()]).toEqual([
    409,
    { error: { code: "name_taken", message: "Taken.", details: { name: "a" } } },
  ]);
  const away = errorResponse(new EngineUnavailable("secret address"));
  expect([away.status, away.headers.get("retry-after")]).toEqual([503, "2"]);
  const { error } = console;
  console.error = () => undefined;
  const bug = errorResponse(new Error("password=hunter2"));
  console.error = error;
  expect([bug.status, await bug.text()]).toEqual([500, expect.not.stringContaining("hunter2")]);
});

test("an engine that is away is told by its name, since bundles hold the class more than once", () => {
  class EngineUnavailableOfAnotherBundle extends Error {
    override readonly name = "EngineUnavailable";
  }
  expect(errorResponse(new EngineUnavailableOfAnotherBundle()).status).toBe(503);
});
