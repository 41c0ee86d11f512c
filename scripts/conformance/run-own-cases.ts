// Our own cases (packages/engine/conformance). On the in-memory host all of them, with mocks and the virtual clock; on a
// server those that need neither and end within a second of real time.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { durationMs } from "@ironweave/engine";
import { differences, readConformanceCases, runWorkflowTest, errorType } from "@ironweave/engine/testing";
import type { ConformanceCase, Mismatch } from "@ironweave/engine/testing";
import { readDocument } from "@ironweave/schema";
import type { DocumentReport, DocumentRunner } from "./document-runner.ts";
import type { CaseOutcome, SuiteOutcome } from "./outcome.ts";

const FOLDER = join(import.meta.dirname, "../../packages/engine/conformance");
/** Runs that are on their way at the same time on a server. */
const PARALLEL = 4;
const MAX_REAL_MS = 1000;
const MAX_RUN_MS = 30_000;

function allCases(): readonly ConformanceCase[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml"));
  return files.flatMap((name) => readConformanceCases(readDocument(readFileSync(join(FOLDER, name), "utf8"))));
}

function sentence({ path, expected, actual, message }: Mismatch): string {
  return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}${message === undefined ? "" : ` (${message})`}`;
}

/** All cases on the in-memory host. */
export async function runOwnInMemory(): Promise<SuiteOutcome> {
  const cases: CaseOutcome[] = [];
  for (const { section, document, test } of allCases()) {
    const { mismatches } = await runWorkflowTest(document, test);
    cases.push({ suite: "own", host: "memory", section, name: test.name, problems: mismatches.map(sentence) });
  }
  return { suite: "own", host: "memory", cases, left: [] };
}

/** True where a case can be judged on any host: nothing mocked, no events (the worker here has no gateway), little time. */
function isPortable({ document, test }: ConformanceCase): boolean {
  const { mocks, secrets, events, cancelAfter, expect } = test;
  const elapsedMs = expect.elapsed === undefined ? 0 : (durationMs(expect.elapsed) ?? 0);
  const needsNothing =
    mocks === undefined && secrets === undefined && events === undefined && cancelAfter === undefined;
  const listens = JSON.stringify(document).includes('"listen":');
  return needsNothing && !listens && expect.status !== "waiting" && elapsedMs <= MAX_REAL_MS;
}

/** A run that does not end is a failure of its case, and must not hold up the others. */
async function withinLimit(run: Promise<DocumentReport>): Promise<DocumentReport> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<DocumentReport>((resolve) => {
    timer = setTimeout(() => resolve({ status: "unfinished", tasks: [] }), MAX_RUN_MS);
  });
  try {
    return await Promise.race([run, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function judge(runner: DocumentRunner, { section, document, test }: ConformanceCase): Promise<CaseOutcome> {
  const report = await withinLimit(runner.run(document, test.input ?? null));
  const { output, error, path, status } = test.expect;
  const wanted = status ?? (error === undefined ? "completed" : "faulted");
  const type = error?.["type"];
  const typed = typeof type === "string" ? { ...error, type: errorType(type) } : error;
  const mismatches = [
    ...(wanted === report.status ? [] : [{ path: "status", expected: wanted, actual: report.status }]),
    ...(output === undefined ? [] : differences(output, report.output, "output", true)),
    ...(typed === undefined ? [] : differences(typed, report.error, "error")),
    ...(path === undefined ? [] : differences([...path], [...report.tasks], "path")),
  ];
  return { suite: "own", host: runner.host, section, name: test.name, problems: mismatches.map(sentence) };
}

/** The portable cases on a server, a few at a time. */
export async function runOwnOn(runner: DocumentRunner): Promise<SuiteOutcome> {
  const all = allCases();
  const portable = all.filter(isPortable);
  const cases: CaseOutcome[] = [];
  const waiting = [...portable];
  const work = async (): Promise<void> => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) cases.push(await judge(runner, each));
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const left = `${all.length - portable.length} cases that need mocks, secrets, incoming events, cancellation or the virtual clock`;
  return { suite: "own", host: runner.host, cases, left: [left] };
}
