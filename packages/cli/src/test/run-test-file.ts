// Runs the tests of one file, one after the other.

import { createRedactor, secretTexts } from "@ironweave/actions";
import { runWorkflowTest } from "@ironweave/engine/testing";
import type { TestResult } from "@ironweave/engine/testing";
import type { Json } from "@ironweave/jq";
import type { LoadedTests } from "./load-test-file.ts";

export interface NamedResult {
  readonly name: string;
  readonly durationMs: number;
  readonly result: TestResult;
}

export interface FileResult {
  readonly loaded: LoadedTests;
  readonly tests: readonly NamedResult[];
}

/** How the tests went whose names are wanted. */
export async function runTestFile(loaded: LoadedTests, isWanted: (name: string) => boolean): Promise<FileResult> {
  const tests: NamedResult[] = [];
  for (const test of loaded.file.tests) {
    if (!isWanted(test.name)) continue;
    const startedAt = performance.now();
    const result = withoutSecrets(await runWorkflowTest(loaded.document, test), test.secrets);
    tests.push({ name: test.name, durationMs: performance.now() - startedAt, result });
  }
  return { loaded, tests };
}

/** What is printed of a result has the secrets of its test masked: reports of CI are read by many. */
function withoutSecrets(result: TestResult, secrets: Json | undefined): TestResult {
  if (secrets === undefined) return result;
  const redactor = createRedactor(new Set(secretTexts(secrets)));
  const masked = (value: Json | undefined): Json | undefined =>
    value === undefined ? undefined : redactor.json(value);
  const { output, error } = result;
  return {
    ...result,
    ...(output === undefined ? {} : { output: redactor.json(output) }),
    ...(error?.detail === undefined ? {} : { error: { ...error, detail: redactor.text(error.detail) } }),
    mismatches: result.mismatches.map(({ path, expected, actual, message }) => ({
      path,
      expected: masked(expected),
      actual: masked(actual),
      ...(message === undefined ? {} : { message: redactor.text(message) }),
    })),
  };
}
