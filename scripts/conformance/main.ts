// `npm run conformance`: runs the specification's kit, our own cases and the example documents, and writes
// docs/conformance.md: in memory, and on a Temporal server that it starts. `--host memory` leaves that out. Exit code 1 where any
// case fails.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { memoryRunner, temporalRunner } from "./document-runner.ts";
import type { DocumentRunner } from "./document-runner.ts";
import type { HostName, SuiteOutcome } from "./outcome.ts";
import { conformanceReport } from "./report.ts";
import { runExamples, runExamplesOnTemporal } from "./run-examples.ts";
import { runKit } from "./run-kit.ts";
import { runOwnInMemory, runOwnOnTemporal } from "./run-own-cases.ts";

const REPORT = join(import.meta.dirname, "../../docs/conformance.md");

const { values } = parseArgs({ options: { host: { type: "string", default: "temporal" } } });
if (values.host !== "memory" && values.host !== "temporal") {
  console.error(`--host is memory or temporal, not ${JSON.stringify(values.host)}`);
  process.exit(2);
}
const hosts: readonly HostName[] = values.host === "temporal" ? ["memory", "temporal"] : ["memory"];

async function on(runner: DocumentRunner, own: () => Promise<SuiteOutcome>): Promise<readonly SuiteOutcome[]> {
  try {
    return [await runKit(runner), await own()];
  } finally {
    await runner.close();
  }
}

const outcomes: SuiteOutcome[] = [...(await on(memoryRunner(), runOwnInMemory)), await runExamples()];
if (hosts.includes("temporal")) {
  outcomes.push(...(await on(await temporalRunner(), runOwnOnTemporal)), await runExamplesOnTemporal());
}
for (const { suite, host, cases, left } of outcomes) {
  const failed = cases.filter(({ problems }) => problems.length > 0);
  console.log(`${suite} (${host}): ${cases.length - failed.length} of ${cases.length} passed`);
  for (const each of left) console.log(`  not run: ${each}`);
  for (const { section, name, problems } of failed) {
    console.log(`  FAIL ${section}: ${name}\n${problems.map((problem) => `    ${problem}\n`).join("")}`);
  }
}
writeFileSync(REPORT, conformanceReport(outcomes, hosts));
const isGreen = outcomes.every(({ cases }) => cases.every(({ problems }) => problems.length === 0));
process.exit(isGreen ? 0 : 1);
