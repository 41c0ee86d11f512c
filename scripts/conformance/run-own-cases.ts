// Our own cases (packages/engine/conformance): on the in-memory host all of them, on the virtual clock; on a Temporal server as
// real time allows.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readConformanceCases, runWorkflowTest } from "@ironweave/engine/testing";
import type { ConformanceCase, Mismatch } from "@ironweave/engine/testing";
import { readDocument } from "@ironweave/schema";
import type { CaseOutcome, SuiteOutcome } from "./outcome.ts";
import { judgementOf } from "./real-time.ts";
import { startTemporalCases } from "./temporal-cases.ts";

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

/** The cases that a server can judge in real time, several at a time, the longest first. */
export async function runOwnOnTemporal(): Promise<SuiteOutcome> {
  const judged = allCases().map((each) => ({ each, judgement: judgementOf(each) }));
  const outcomes: CaseOutcome[] = [];
  const plannedMs = ({ judgement }: (typeof judged)[number]): number =>
    judgement.by === "run" ? judgement.plannedMs : 0;
  const waiting = judged.toSorted((a, b) => plannedMs(b) - plannedMs(a));
  const again: typeof waiting = [];
  await using temporal = await startTemporalCases();
  const work = async (isLast: boolean): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { each, judgement } = next;
      if (judgement.by === "nothing") continue;
      const mismatches = await (judgement.by === "run"
        ? temporal.judge(each)
        : temporal.judgeTimer(each, judgement.timerMs));
      const { section, test } = each;
      // Where seconds are counted, a machine that is busy with the other cases may be late.
      if (!isLast && mismatches.length > 0 && plannedMs(next) > 0) again.push(next);
      else
        outcomes.push({ suite: "own", host: "temporal", section, name: test.name, problems: mismatches.map(sentence) });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, () => work(false)));
  waiting.push(...again);
  await work(true);
  const left = judged.flatMap(({ each: { test }, judgement }) =>
    judgement.by === "nothing" ? [`"${test.name}" (${judgement.why})`] : [],
  );
  const timers = judged.filter(({ judgement }) => judgement.by === "timer").length;
  const order = new Map(judged.map(({ each: { section, test } }, index) => [`${section} ${test.name}`, index]));
  const cases = outcomes.toSorted(
    (a, b) => (order.get(`${a.section} ${a.name}`) ?? 0) - (order.get(`${b.section} ${b.name}`) ?? 0),
  );
  return { suite: "own", host: "temporal", cases, left, timers };
}
