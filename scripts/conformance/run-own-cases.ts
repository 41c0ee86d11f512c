// Our own cases (packages/engine/conformance): on the in-memory host all of them, on the virtual clock; on a Temporal server those
// that real time allows.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readConformanceCases, runWorkflowTest } from "@ironweave/engine/testing";
import type { ConformanceCase, Mismatch } from "@ironweave/engine/testing";
import { readDocument } from "@ironweave/schema";
import type { CaseOutcome, SuiteOutcome } from "./outcome.ts";
import { isPortable, startTemporalCases } from "./temporal-cases.ts";

const FOLDER = join(import.meta.dirname, "../../packages/engine/conformance");
/** Runs that are on their way at the same time on a server. */
const PARALLEL = 16;

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

/** The cases that a server can judge in real time, a few at a time. */
export async function runOwnOnTemporal(): Promise<SuiteOutcome> {
  const all = allCases();
  const portable = all.filter(isPortable);
  const outcomes: CaseOutcome[] = [];
  const waiting = [...portable];
  await using temporal = await startTemporalCases();
  const work = async (): Promise<void> => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const { section, test } = each;
      const problems = (await temporal.judge(each)).map(sentence);
      outcomes.push({ suite: "own", host: "temporal", section, name: test.name, problems });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const left = `${all.length - portable.length} cases that take longer than three seconds, count on exact time, or have failures that no action makes`;
  return { suite: "own", host: "temporal", cases: outcomes, left: [left] };
}
