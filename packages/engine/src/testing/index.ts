// Entry of workflow tests: reading them, running them, and what they cover. Runs in Node and in browsers.
export { coverageItems, isCovered } from "./branches-of.ts";
export type { CoverageItem } from "./branches-of.ts";
export { readConformanceCases } from "./conformance-cases.ts";
export type { ConformanceCase } from "./conformance-cases.ts";
export { differences } from "./compare.ts";
export { readTest, readTestFile } from "./read-test-file.ts";
export type { TestFile, TestFileProblem, TestFileResult } from "./read-test-file.ts";
export { expectationMismatches } from "./expectation-mismatches.ts";
export { errorType, mockedActions } from "./mocked-actions.ts";
export type { MockedActions, MockedActionsOptions } from "./mocked-actions.ts";
export { runWorkflowTest } from "./run-workflow-test.ts";
export { TEST_FILE_SCHEMA } from "./test-file-schema.ts";
export type * from "./workflow-test.ts";
