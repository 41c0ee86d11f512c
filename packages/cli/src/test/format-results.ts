// How tests went, for people and as JSON.

import type { Mismatch, TestResult } from "@ironweave/engine/testing";
import type { Json } from "@ironweave/jq";
import { terminal } from "../terminal.ts";
import { formatDiagnostic } from "../validate/format-diagnostic.ts";
import type { Count, WorkflowCoverage } from "./coverage.ts";
import type { UnusableTests } from "./load-test-file.ts";
import type { FileResult } from "./run-test-file.ts";

function shown(value: Json | undefined): string {
  return value === undefined ? "(nothing)" : JSON.stringify(value);
}

/** A difference in up to three lines. */
export function formatMismatch({ path, expected, actual, message }: Mismatch): string {
  const reason = message === undefined ? "" : `: ${message}`;
  if (expected === undefined && actual === undefined) return `${path}${reason}\n`;
  return `${path}${reason}\n  - expected ${shown(expected)}\n  + actual   ${shown(actual)}\n`;
}

function indent(text: string, by: string): string {
  return text.replaceAll(/^(?=.)/gmu, by);
}

/** Where a failed run went, so that the reader need not run it again. */
function trace({ path, status }: TestResult): string {
  return `path: ${path.join(" → ") || "(no task began)"} → ${status}\n`;
}

export function formatText(files: readonly FileResult[], isColoured: boolean): string {
  const paint = (text: string, colour: number) => (isColoured ? `\u001b[${colour}m${text}\u001b[0m` : text);
  const lines = files.map(({ loaded, tests }) => {
    const each = tests.map(({ name, result }) => {
      if (result.mismatches.length === 0) return `  ${paint("ok", 32)}   ${name}\n`;
      const details = result.mismatches.map(formatMismatch).join("") + trace(result);
      return `  ${paint("FAIL", 31)} ${name}\n${indent(details, "       ")}`;
    });
    return tests.length === 0 ? "" : `${loaded.path}\n${each.join("")}`;
  });
  const all = files.flatMap(({ tests }) => tests);
  const failed = all.filter(({ result }) => result.mismatches.length > 0).length;
  const { length } = all;
  const summary = `${length} ${length === 1 ? "test" : "tests"}, ${length - failed} passed, ${failed} failed\n`;
  return `${lines.filter((line) => line !== "").join("\n")}\n${summary}`;
}

/** `{passed, failed, files: [{file, workflow, tests: [...]}], coverage?}` */
export function formatJson(files: readonly FileResult[], coverage: readonly WorkflowCoverage[] | undefined): string {
  const all = files.flatMap(({ tests }) => tests);
  const failed = all.filter(({ result }) => result.mismatches.length > 0).length;
  const listed = files.map(({ loaded, tests }) => ({
    file: loaded.path,
    workflow: loaded.workflowPath,
    tests: tests.map(({ name, durationMs, result }) => ({
      name,
      passed: result.mismatches.length === 0,
      durationMs: Math.round(durationMs),
      status: result.status,
      output: result.output ?? null,
      error: result.error ?? null,
      path: result.path,
      mismatches: result.mismatches,
    })),
  }));
  const report = {
    passed: all.length - failed,
    failed,
    files: listed,
    ...(coverage === undefined ? {} : { coverage }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function percent({ covered, total }: Count): string {
  return `${covered}/${total}${total === 0 ? "" : ` (${Math.floor((covered / total) * 100)} %)`}`;
}

export function formatCoverage(coverage: readonly WorkflowCoverage[]): string {
  const lines = coverage.map(({ workflow, tasks, branches, uncovered }) => {
    const missed = uncovered.map(({ reference, line, branch }) => {
      const what = branch === undefined ? "never ran" : `never took "${branch}"`;
      return `  ${workflow}:${line} ${reference} ${what}\n`;
    });
    return `${workflow}: tasks ${percent(tasks)}, branches ${percent(branches)}\n${missed.join("")}`;
  });
  return `\nCoverage\n${lines.join("")}`;
}

/** Why a test file cannot be run, on standard error. */
export function printProblems({ path, source, problems }: UnusableTests): void {
  for (const problem of problems) terminal.err(formatDiagnostic(path, source, problem, false));
}
