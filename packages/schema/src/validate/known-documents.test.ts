// Documents that must stay as valid as they are: the conformance kit's, our own conformance cases, and the repository's examples.
// What is told of things that can never work is told of none of them.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "@ironweave/jq";
import { describe, expect, test } from "vitest";
import { sharedFolder } from "../../test/shared-folder.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate, validateValue } from "./validate.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const NEVER_WORKS: ReadonlySet<string> = new Set([
  "duplicate_variable",
  "ignored_property",
  "interval_too_short",
  "invalid_retry",
  "invalid_schema",
  "missing_argument",
  "missing_function_version",
  "name_in_expression",
  "reserved_variable",
  "schedule_not_constant",
  "sent_as_text",
  "unknown_argument",
  "unknown_catalog_function",
  "unknown_function_version",
  "unmatched_error_type",
  "unreadable_variable",
  "unsupported_schema_format",
]);

describe("our own conformance cases", () => {
  const folder = join(ROOT, "packages/engine/conformance");

  test.each(readdirSync(folder))("%s", (file) => {
    const sections = parseSource(readFileSync(join(folder, file), "utf8")).value as readonly {
      readonly cases: readonly { readonly document?: JsonObject; readonly do?: Json }[];
    }[];
    const found = sections
      .flatMap(({ cases }) => cases)
      .flatMap(({ document, do: tasks = [] }) =>
        validateValue({
          document: { dsl: "1.0.3", namespace: "test", name: "test", version: "1.0.0" },
          ...document,
          do: tasks,
        }),
      );
    expect(found.filter(({ code }) => NEVER_WORKS.has(code))).toEqual([]);
  });
});

describe("the repository's examples", () => {
  const folder = join(ROOT, "examples");
  const files = readdirSync(folder).filter((file) => /^[^.]+\.yaml$/u.test(file));

  test.each(files)("%s has nothing wrong with it", (file) => {
    expect(validate(parseSource(readFileSync(join(folder, file), "utf8")))).toEqual([]);
  });
});

const kit = join(sharedFolder(), "ctk/cases.json");
const cases: readonly { readonly id: string; readonly workflowYamlLocal: string }[] = existsSync(kit)
  ? (JSON.parse(readFileSync(kit, "utf8")) as { readonly cases: typeof cases }).cases
  : [];

describe.skipIf(cases.length === 0)("the conformance kit", () => {
  test.each(cases)("$id", ({ workflowYamlLocal }) => {
    const found = validate(parseSource(workflowYamlLocal));
    expect(found.filter(({ code, severity }) => severity === "error" || NEVER_WORKS.has(code))).toEqual([]);
  });
});

test.runIf(cases.length === 0)("SKIPPED: the conformance kit is not here (IRONWEAVE_SHARED)", () => {});
