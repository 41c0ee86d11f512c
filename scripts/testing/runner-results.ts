// Reads what test runners leave behind as JSON and adds it up. Pure but for reading the file.
// Invariant: a runner that failed without a readable result counts as one failure, never as nothing.

import { existsSync, readFileSync } from "node:fs";

export interface Failure {
  readonly title: string;
  readonly detail: string;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** One failure that is not a test's. */
export function brokenRun(title: string, detail: string): Counts {
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title, detail }] };
}

/** The last line of a test run, in the form that tools read. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

interface VitestFile {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages?: readonly string[];
  }[];
}

interface VitestReport {
  readonly testResults: readonly VitestFile[];
}

/** Counts of vitest's JSON report; undefined where there is none. */
export function readVitestReport(file: string): Counts | undefined {
  const report = readReport(file) as VitestReport | undefined;
  if (report === undefined) return undefined;
  return report.testResults.map(countVitestFile).reduce(addCounts, NOTHING);
}

function countVitestFile(file: VitestFile): Counts {
  const tests = file.assertionResults;
  const of = (status: string): typeof tests => tests.filter((test) => test.status === status);
  const failed = of("failed");
  const failures = failed.map((test) => ({
    title: `${file.name}: ${test.fullName}`,
    detail: (test.failureMessages ?? []).join("\n"),
  }));
  const passed = of("passed").length;
  const counts = { passed, failed: failed.length, skipped: tests.length - passed - failed.length, failures };
  // A file that does not load, or whose hooks fail, has a message of its own.
  return file.status === "failed" && failed.length === 0
    ? addCounts(counts, brokenRun(file.name, file.message ?? "the file failed"))
    : counts;
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
}

/** Counts of Playwright's JSON report; undefined where there is none. A test that passed on a retry counts as passed. */
export function readPlaywrightReport(file: string): Counts | undefined {
  const report = readReport(file) as PlaywrightReport | undefined;
  if (report === undefined) return undefined;
  const { expected, flaky, unexpected, skipped } = report.stats;
  const failures = report.suites.flatMap((suite) => playwrightFailures(suite, ""));
  const own: Counts = { passed: expected + flaky, failed: unexpected, skipped, failures };
  return report.errors
    .map((error) => brokenRun("playwright", error.message ?? "an error outside every test"))
    .reduce(addCounts, own);
}

function playwrightFailures(suite: PlaywrightSuite, above: string): readonly Failure[] {
  const path = above === "" ? suite.title : `${above} › ${suite.title}`;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === "unexpected")
      .map((test) => ({ title: `${path} › ${spec.title}`, detail: test.results.at(-1)?.error?.message ?? "" })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => playwrightFailures(inner, path))];
}

function readReport(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
