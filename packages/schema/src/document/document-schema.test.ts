// The generated JSON Schema says the same as the structural check: judged by Ajv on damaged documents.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@ironweave/jq";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test, vi } from "vitest";
import { mutate, seededRandom } from "../../test/mutate.ts";
import { sharedFolder } from "../../test/shared-folder.ts";
import { checkStructure } from "../validate/check-structure.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { documentSchema, taskSchema } from "./document-schema.ts";
import { DSL_VERSIONS } from "./dsl-version.ts";
import { TASK_KINDS } from "./task-kind.ts";
import { workflow } from "./workflow.ts";

// Ajv compiles large schemas; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const folder = join(sharedFolder(), "examples");
const examples = existsSync(folder) ? readdirSync(folder) : [];
const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
// Ajv reads the formats that the keywords name; two of ours are wider than its own (see ADR 32).
const ajv = () => addFormats.default(new Ajv2020({ strict: false, validateFormats: true }));

describe.each(DSL_VERSIONS)("JSON Schema of %s", (version) => {
  test.skipIf(examples.length === 0)(`agrees with the structural check (SEED=${seed})`, () => {
    const validate = ajv().compile(documentSchema(version));
    const random = seededRandom(seed);
    const disagreements: unknown[] = [];
    for (const file of examples) {
      const original = parseSource(readFileSync(join(folder, file), "utf8")).value ?? null;
      for (let copy = 0; copy < 5; copy += 1) {
        const { value, log } = mutate(original, random, 1);
        const ours = !checkStructure(workflow, value, version).some(({ severity }) => severity === "error");
        if (ours !== validate(value)) disagreements.push({ file, log, ours, errors: validate.errors });
      }
    }
    expect(disagreements).toEqual([]);
  });

  test("stays small enough to hand to a browser", () => {
    expect(JSON.stringify(documentSchema(version)).length).toBeLessThan(100_000);
  });
});

test("there is a schema for every task kind", () => {
  const checker = ajv();
  for (const kind of TASK_KINDS) expect(checker.validateSchema(taskSchema(kind)), kind).toBe(true);
});

test("every node that a form shows has a title", () => {
  const untitled: string[] = [];
  const visit = (schema: Json, path: string): void => {
    if (Array.isArray(schema))
      return (schema as readonly Json[]).forEach((item, index) => visit(item, `${path}/${index}`));
    if (typeof schema !== "object" || schema === null) return;
    for (const [key, member] of Object.entries(schema)) {
      if (key === "properties") {
        for (const [name, property] of Object.entries(member as { readonly [key: string]: Json }))
          if (!Object.hasOwn(property as object, "title")) untitled.push(`${path}/${name}`);
      }
      if (key !== "if") visit(member, `${path}/${key}`);
    }
  };
  visit(documentSchema(), "");
  expect(untitled).toEqual([]);
});
