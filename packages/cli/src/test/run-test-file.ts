// Runs the tests of one file, one after the other.

import { runWorkflowTest } from "@ironweave/engine/testing";
import type { TestResult } from "@ironweave/engine/testing";
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
    const result = await runWorkflowTest(loaded.document, test);
    tests.push({ name: test.name, durationMs: performance.now() - startedAt, result });
  }
  return { loaded, tests };
}
