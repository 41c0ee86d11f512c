// Direktiv's own loader and expression cases. They lie beside the repository (IRONWEAVE_SHARED); without them this file skips,
// loudly. Its workflows run in packages/engine/src/direktiv.test.ts.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, JqRuntimeError } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { describe, expect, test } from "vitest";
import { validate } from "../validate/validate.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { importDirektiv } from "./import-direktiv.ts";
import { jxProgram } from "./jx/compile-jx.ts";

interface JxCase {
  readonly id: string;
  readonly jx: Json;
  readonly data: Json;
  readonly expected?: Json;
  readonly needs?: readonly string[];
}

interface LoaderCase {
  readonly id: string;
  readonly yaml: string;
  readonly "v0.7.2": string;
  readonly "v0.10.0": string;
}

const kit = join(process.env["IRONWEAVE_SHARED"] ?? join(import.meta.dirname, "../../../../../shared"), "direktiv");
const isPresent = existsSync(join(kit, "cases.json"));
if (!isPresent) console.warn(`SKIPPED: Direktiv's cases are not at ${kit}; set IRONWEAVE_SHARED to run them`);
const { jxCases, loaderCases }: { readonly jxCases: readonly JxCase[]; readonly loaderCases: readonly LoaderCase[] } =
  isPresent ? JSON.parse(readFileSync(join(kit, "cases.json"), "utf8")) : { jxCases: [], loaderCases: [] };

/** Forms of the documentation that the code refused and we accept with a warning (direktiv.md 2.7). */
const DOCUMENTED: readonly string[] = [
  "loader/unknown-top-level",
  "loader/start-event-filters",
  "loader/retries-list",
  "loader/eventsxor-flat",
  "loader/generate-data_content_type",
];

describe.skipIf(!isPresent)("Direktiv's loaders", () => {
  test("67 cases are there", () => {
    expect(loaderCases).toHaveLength(67);
  });

  for (const given of loaderCases) {
    test(given.id, () => {
      const { yaml, diagnostics } = importDirektiv(given.yaml);
      const isLoaded = given["v0.7.2"].startsWith("accepted") || given["v0.10.0"].startsWith("accepted");
      if (DOCUMENTED.includes(given.id)) {
        expect(diagnostics.map(({ code }) => code)).toContain("direktiv_documented_form");
        expect(yaml).toBeDefined();
      } else expect({ accepted: yaml !== undefined }, JSON.stringify(diagnostics)).toEqual({ accepted: isLoaded });
      if (yaml === undefined) expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
      else expect(validate(parseSource(yaml)).filter(({ severity }) => severity === "error")).toEqual([]);
    });
  }
});

describe.skipIf(!isPresent)("Direktiv's expressions", () => {
  test("those in JavaScript that are left are known", () => {
    const left = jxCases.filter(({ jx }) => {
      const codes: string[] = [];
      jxProgram(jx, ({ code }) => void codes.push(code));
      return codes.includes("direktiv_js");
    });
    expect(left.map(({ id }) => id)).toEqual(["jx/js-no-return"]);
  });

  test("12 cases are there", () => {
    expect(jxCases).toHaveLength(12);
  });

  for (const given of jxCases) {
    test(given.id, () => {
      const codes: string[] = [];
      const program = compile(jxProgram(given.jx, ({ code }) => void codes.push(code)));
      // What is more than an expression is reported, and is an error when it is reached.
      const isLeft = codes.includes("direktiv_js");
      if (isLeft || given.expected === undefined) expect(() => program.run(given.data)).toThrow(JqRuntimeError);
      else expect(program.run(given.data)).toEqual([given.expected]);
    });
  }
});
