// Test results as JUnit XML, which continuous integration servers read.

import { escapeXml } from "@ironweave/schema";
import { formatMismatch } from "./format-results.ts";
import type { FileResult, NamedResult } from "./run-test-file.ts";

/** XML 1.0 has no place for most control characters, not even escaped. */
function xml(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to take out
  return escapeXml(text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, "\ufffd"));
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function testCase(suite: string, { name, durationMs, result }: NamedResult): string {
  const open = `    <testcase classname="${xml(suite)}" name="${xml(name)}" time="${seconds(durationMs)}"`;
  const [first] = result.mismatches;
  if (first === undefined) return `${open}/>\n`;
  const details = result.mismatches.map(formatMismatch).join("");
  return `${open}>\n      <failure message="${xml(first.message ?? first.path)}">${xml(details)}</failure>\n    </testcase>\n`;
}

export function formatJunit(files: readonly FileResult[]): string {
  const suites = files.map(({ loaded, tests }) => {
    const failures = tests.filter(({ result }) => result.mismatches.length > 0).length;
    const time = seconds(tests.reduce((sum, { durationMs }) => sum + durationMs, 0));
    const head = `  <testsuite name="${xml(loaded.path)}" tests="${tests.length}" failures="${failures}" time="${time}">\n`;
    return `${head}${tests.map((test) => testCase(loaded.path, test)).join("")}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
}
