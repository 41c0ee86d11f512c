// The sum of all runners: nothing that failed may get lost in it.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addCounts, brokenRun, closingLine, readPlaywrightReport, readVitestReport } from "./runner-results.ts";

const saved = (value: unknown): string => {
  const file = join(mkdtempSync(join(tmpdir(), "ironweave-results-")), "report.json");
  writeFileSync(file, JSON.stringify(value));
  return file;
};

describe("results of test runners", () => {
  it("of vitest count tests, and a file that does not load as one failure", () => {
    const file = saved({
      testResults: [
        {
          name: "a.test.ts",
          status: "failed",
          assertionResults: [
            { fullName: "good", status: "passed" },
            { fullName: "bad", status: "failed", failureMessages: ["no"] },
            { fullName: "later", status: "todo" },
          ],
        },
        { name: "b.test.ts", status: "failed", message: "cannot load", assertionResults: [] },
      ],
    });
    expect(readVitestReport(file)).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: [
        { title: "a.test.ts: bad", detail: "no" },
        { title: "b.test.ts", detail: "cannot load" },
      ],
    });
  });

  it("of Playwright count flaky tests as passed and name the failed ones", () => {
    const file = saved({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{ message: "no browser" }],
      suites: [
        {
          title: "run.spec.ts",
          specs: [{ title: "runs", tests: [{ status: "unexpected", results: [{ error: { message: "timeout" } }] }] }],
        },
      ],
    });
    expect(readPlaywrightReport(file)).toEqual({
      passed: 2,
      failed: 2,
      skipped: 2,
      failures: [
        { title: "run.spec.ts › runs", detail: "timeout" },
        { title: "playwright", detail: "no browser" },
      ],
    });
  });

  it("end in one line that tools read", () => {
    expect(closingLine(addCounts(brokenRun("x", "y"), brokenRun("x", "y")))).toBe("0 passed, 2 failed, 0 skipped");
  });

  it("are undefined where a runner left none", () => {
    expect(readVitestReport("/nowhere/report.json")).toBeUndefined();
  });
});
