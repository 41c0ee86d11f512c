// Every rule of SPEC.md has a test that names it, and every rule a test names exists.

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

test("rules and tests name each other", () => {
  const source = join(import.meta.dirname, "..");
  const texts = globSync("**/*.test.ts", { cwd: source }).map((file) => readFileSync(join(source, file), "utf8"));
  const tested = texts.flatMap((text) => [...text.matchAll(/["`]\[([A-Z]\d+)\]/g)].map((match) => match[1]));
  const spec = readFileSync(join(source, "../SPEC.md"), "utf8");
  const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1]);
  expect(new Set(tested)).toEqual(new Set(rules));
  expect(new Set(rules).size).toBe(rules.length);
});
