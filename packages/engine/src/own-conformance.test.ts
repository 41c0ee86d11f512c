// Our own conformance suite on the in-memory host: every case of packages/engine/conformance.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@ironweave/jq";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { readConformanceCases } from "./testing/conformance-cases.ts";
import { runWorkflowTest } from "./testing/run-workflow-test.ts";

const folder = join(import.meta.dirname, "../conformance");
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const cases = files.flatMap((name) => readConformanceCases(load(readFileSync(join(folder, name), "utf8")) as Json));

test("there are at least 300 cases, each with a name of its own in its section", () => {
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(new Set(cases.map(({ section, test: { name } }) => `${section}: ${name}`)).size).toBe(cases.length);
});

describe.each([...Map.groupBy(cases, ({ section }) => section)])("%s", (_, group) => {
  test.each(group.map((each) => [each.test.name, each] as const))("%s", async (_name, { document, test: given }) => {
    const { mismatches } = await runWorkflowTest(document, given);
    expect(mismatches).toEqual([]);
  });
});
