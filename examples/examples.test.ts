// Every example is a valid document of its DSL version by the specification's own schema, and its inputs name what they
// expect. That the examples also do what they promise is shown where the engine is (examples.integration tests).

import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { readTestFile, runWorkflowTest } from "@ironweave/engine/testing";
import type { Json } from "@ironweave/jq";
import { parseSource, validate as diagnose } from "@ironweave/schema";
import { validate } from "@serverlessworkflow/sdk";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".yaml"));
const documents = files.filter((name) => !/\.(?:inputs|test)\.yaml$/.test(name));

function read(name: string): unknown {
  return load(readFileSync(`${import.meta.dirname}/${name}`, "utf8"));
}

interface NamedInput {
  readonly name: string;
  readonly expect: { readonly status: string };
}

test("there are examples", () => {
  expect(documents.length).toBeGreaterThanOrEqual(14);
});

describe.each(documents)("%s", (name) => {
  test("is valid by the specification's schema", () => {
    // The SDK knows the schema of 1.0.0 only. Of what came later the examples use `set` by one expression (1.0.1) alone.
    const { document, ...rest } = JSON.parse(JSON.stringify(read(name)), (key, value: unknown) =>
      key === "set" && typeof value === "string" ? { value } : value,
    ) as { document: object };
    expect(() => validate("Workflow", { document: { ...document, dsl: "1.0.0" }, ...rest })).not.toThrow();
  });

  test("has nothing that our own validator would say", () => {
    const source = parseSource(readFileSync(`${import.meta.dirname}/${name}`, "utf8"));
    expect(diagnose(source)).toEqual([]);
  });

  test("is named like its file and says what it is", () => {
    const { document } = read(name) as { document: Readonly<Record<string, unknown>> };
    expect(document).toMatchObject({
      dsl: "1.0.3",
      namespace: "examples",
      name: basename(name, ".yaml"),
      title: expect.any(String),
      summary: expect.any(String),
      tags: { topic: expect.any(String) },
    });
  });

  test("does what its tests say", async () => {
    const tested = readTestFile(read(name.replace(/\.yaml$/, ".test.yaml")) as Json);
    if (tested.type === "problems") throw new Error(JSON.stringify(tested.problems));
    expect(tested.file).toMatchObject({ workflow: `./${name}`, tests: expect.arrayContaining([expect.anything()]) });
    const results = await Promise.all(tested.file.tests.map((each) => runWorkflowTest(read(name) as Json, each)));
    expect(results.map(({ mismatches }) => mismatches)).toEqual(tested.file.tests.map(() => []));
  });

  test("has named inputs, each with an expected status", () => {
    const inputs = read(name.replace(/\.yaml$/, ".inputs.yaml")) as readonly NamedInput[];
    expect(inputs.map((each) => each.expect.status)).toEqual(
      inputs.map(() => expect.stringMatching(/^(completed|faulted)$/)),
    );
    expect(new Set(inputs.map((each) => each.name)).size).toBe(inputs.length);
  });
});
