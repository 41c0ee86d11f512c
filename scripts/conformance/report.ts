// docs/conformance.md from what a run found out. Numbers only from the run; failures by name.

import type { CaseOutcome, HostName, SuiteName, SuiteOutcome } from "./outcome.ts";

const SUITES: { readonly [S in SuiteName]: string } = {
  kit: "The specification's conformance kit",
  own: "Our own cases",
  examples: "The specification's example documents",
};
const HOSTS: { readonly [H in HostName]: string } = { memory: "in memory", temporal: "Temporal" };

function passed(cases: readonly CaseOutcome[]): number {
  return cases.filter(({ problems }) => problems.length === 0).length;
}

function score(cases: readonly CaseOutcome[]): string {
  return cases.length === 0 ? "–" : `${passed(cases)} of ${cases.length}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

function bySection(outcomes: readonly SuiteOutcome[], suite: SuiteName): string {
  const cases = outcomes.filter((each) => each.suite === suite).flatMap((each) => each.cases);
  const rows = [...Map.groupBy(cases, ({ section }) => section)].map(([section, group]) => [
    section,
    score(group.filter(({ host }) => host === "memory")),
    score(group.filter(({ host }) => host === "temporal")),
  ]);
  return table(["section", HOSTS.memory, HOSTS.temporal], rows);
}

/** The text of docs/conformance.md. */
export function conformanceReport(outcomes: readonly SuiteOutcome[], hosts: readonly HostName[]): string {
  const rows = outcomes.map(({ suite, host, cases, left }) => [
    SUITES[suite],
    HOSTS[host],
    score(cases),
    left.join("; ") || "nothing",
  ]);
  const failures = outcomes.flatMap(({ cases }) => cases.filter(({ problems }) => problems.length > 0));
  const listed = failures.map(
    ({ suite, host, section, name, problems }) =>
      `- ${SUITES[suite]}, ${HOSTS[host]}, ${section}: **${name}**\n${problems.map((each) => `  - ${each}\n`).join("")}`,
  );
  const temporal = hosts.includes("temporal")
    ? ""
    : "\nThis run did not include a Temporal server: `npm run conformance` without `--host` does.\n";
  const timers = outcomes.reduce((sum, each) => sum + (each.timers ?? 0), 0);
  const timed =
    timers === 0
      ? ""
      : `, and ${timers} that would take more than 15 seconds pass where the server keeps a timer of that length`;
  return `# Conformance

Written by \`npm run conformance\`; do not edit. The language is the Serverless Workflow DSL 1.0.3.

${table(["suite", "host", "passed", "not run"], rows)}${temporal}
The kit judges with its own program. Our own cases (\`packages/engine/conformance\`) test what the kit leaves out, each by a
section of the specification, written by us in our own words. On a Temporal server they have the same mocks, secrets, events
(as signals) and cancellation, and real time: what should take a while takes at least that long${timed}; a case that counts seconds and fails is
tried once more when nothing else runs. An example passes when it
is valid, is drawn whole and begins to run.

## Failures

${listed.length === 0 ? "None.\n" : listed.join("")}
## The kit, by feature

${bySection(outcomes, "kit")}
## Our own cases, by section

${bySection(outcomes, "own")}`;
}
