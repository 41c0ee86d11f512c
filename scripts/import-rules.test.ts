import { expect, test } from "vitest";
import { IMPORT_RULES, importsOf } from "./import-rules.ts";

function breaches(path: string, text: string): readonly string[] {
  return IMPORT_RULES.filter((rule) => rule.folder.test(path) && rule.except?.test(path) !== true)
    .filter((rule) => importsOf(text).some((name) => rule.forbidden.test(name)))
    .map((rule) => rule.instead);
}

test("every way to import is seen", () => {
  const text = `import a from "one";
import type { B } from 'two';
import {
  c,
} from "three";
export { d } from "four";
import "five";
const e = await import("six");`;
  expect(importsOf(text)).toEqual(["one", "two", "three", "four", "five", "six"]);
});

test("the engine may read the language and nothing of Node", () => {
  expect(breaches("packages/engine/src/a.ts", 'import { compile } from "@ironweave/jq";')).toEqual([]);
  expect(breaches("packages/engine/src/a.ts", 'import { readFileSync } from "node:fs";')).toHaveLength(1);
});

test("a page may not reach the database, its server may", () => {
  const text = 'import { createDatabase } from "@ironweave/db";';
  expect(breaches("apps/web/src/runs/a.ts", text)).toHaveLength(1);
  expect(breaches("apps/web/src/server/a.ts", text)).toEqual([]);
});

test("workflow code may not perform actions", () => {
  expect(
    breaches("apps/worker/src/workflows/a.ts", 'import { createActions } from "@ironweave/actions";'),
  ).toHaveLength(1);
  expect(
    breaches("apps/worker/src/workflows/a.ts", 'import { idempotencyOf } from "@ironweave/actions/catalog";'),
  ).toEqual([]);
});
