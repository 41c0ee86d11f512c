// Reads our conformance cases (packages/engine/conformance/*.yaml): documents in short, each with the section of the
// specification that it tests. For tests and `npm run conformance`; takes parsed files, reads nothing itself.

import type { Json } from "@ironweave/jq";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { readTestFile } from "./read-test-file.ts";
import type { WorkflowTest } from "./workflow-test.ts";

export interface ConformanceCase {
  readonly section: string;
  readonly document: Json;
  readonly test: WorkflowTest;
}

const HEAD = { dsl: "1.0.3", namespace: "conformance", name: "case", version: "1.0.0" };

/** The cases of one file. Throws where it is not well formed: that is a mistake of ours. */
export function readConformanceCases(groups: Json): readonly ConformanceCase[] {
  if (!isJsonArray(groups)) throw new Error("a file of cases is a list of sections");
  return groups.flatMap((group) => {
    const section = member(group, "section");
    const cases = member(group, "cases");
    if (typeof section !== "string" || !isJsonArray(cases)) throw new Error("a section has a name and cases");
    return cases.map((each) => {
      if (!isJsonObject(each)) throw new Error(`${section}: a case is an object`);
      const { do: tasks = null, document, ...test } = each;
      const expected = { exact: true, ...(isJsonObject(test["expect"]) ? test["expect"] : {}) };
      const read = readTestFile({ workflow: "case", tests: [{ ...test, expect: expected }] });
      if (read.type === "problems") {
        throw new Error(
          `${section}: ${JSON.stringify(each["name"])}: ${read.problems.map((p) => p.message).join("; ")}`,
        );
      }
      const [only] = read.file.tests;
      if (only === undefined) throw new Error(`${section}: no test`);
      const whole: Json = { document: HEAD, ...(isJsonObject(document) ? document : {}), do: tasks };
      return { section, document: whole, test: only };
    });
  });
}
