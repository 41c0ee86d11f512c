// `npm test`: checks, unit tests, tests that start processes, integration tests, then the page is built and walked through in a browser.
// Everything that is needed is started by the tests themselves. The last line is the sum over all runners; the exit code
// is 0 only when something ran and nothing failed. `npm test -- --only unit,e2e` runs those parts.

import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { logTail, startChild } from "./stack/child.ts";
import type { Child } from "./stack/child.ts";
import { createProgress } from "./stack/progress.ts";
import { nodeProgram, projectPath, projectRoot, stateFolders } from "./stack/project.ts";
import { buildWeb, isWebBuildStale } from "./stack/web-build.ts";
import { findBrowser } from "./testing/find-browser.ts";
import {
  addCounts,
  brokenRun,
  closingLine,
  NOTHING,
  readPlaywrightReport,
  readVitestReport,
} from "./testing/runner-results.ts";
import type { Counts } from "./testing/runner-results.ts";

const PARTS = ["check", "unit", "process", "integration", "e2e"] as const;
type Part = (typeof PARTS)[number];

const TIMEOUT_MINUTES = { check: 10, unit: 15, process: 15, integration: 25, e2e: 40 } as const satisfies Record<
  Part,
  number
>;
const MAX_FAILURES_SHOWN = 40;
const MAX_DETAIL_LINES = 25;

const folders = stateFolders();
const reports = join(folders.root, "test-reports");
const progress = createProgress();
const running = new Set<Child>();

interface Command {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly minutes: number;
}

interface Finished {
  readonly ok: boolean;
  readonly logFile: string;
  readonly why: string;
}

/** Runs a command to its end or its time limit; everything it started ends with it. */
async function run(command: Command): Promise<Finished> {
  const logFile = join(folders.logs, `test-${command.name}.log`);
  rmSync(logFile, { force: true });
  const [program = "", ...args] = command.args;
  const child = await startChild({
    name: command.name,
    command: program,
    args,
    cwd: command.cwd ?? projectRoot,
    env: { ...process.env, ...command.env, PATH: projectPath(), FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1" },
    logFile,
  });
  running.add(child);
  const limit = setTimeout(() => void child.stop(), command.minutes * 60_000);
  const { code, signal } = await child.exited;
  clearTimeout(limit);
  // Ends what a runner may have left behind in its group.
  await child.kill();
  running.delete(child);
  const why = signal === null ? `exit code ${code}` : `ended by ${signal} (limit ${command.minutes} minutes)`;
  return { ok: code === 0, logFile, why };
}

/** Each check is one test. */
async function check(): Promise<Counts> {
  let counts = NOTHING;
  for (const name of ["format:check", "lint", "typecheck", "house"]) {
    const result = await progress.step(`check: ${name}`, () =>
      run({ name: name.replace(":", "-"), args: ["npm", "run", "--silent", name], minutes: TIMEOUT_MINUTES.check }),
    );
    counts = addCounts(
      counts,
      result.ok ? { ...NOTHING, passed: 1 } : brokenRun(`npm run ${name}`, `${result.why}\n${logTail(result.logFile)}`),
    );
  }
  return counts;
}

async function vitest(project: "unit" | "process" | "integration"): Promise<Counts> {
  const report = join(reports, `${project}.json`);
  const result = await progress.step(`${project} tests`, () =>
    run({
      name: project,
      args: [
        nodeProgram(),
        join(projectRoot, "node_modules", "vitest", "vitest.mjs"),
        "run",
        "--project",
        project,
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
      ],
      minutes: TIMEOUT_MINUTES[project],
    }),
  );
  return judged(project, result, readVitestReport(report));
}

async function e2e(): Promise<Counts> {
  const web = join(projectRoot, "apps", "web");
  if (!existsSync(join(web, "playwright.config.ts")))
    return brokenRun("e2e", "apps/web/playwright.config.ts is missing");
  const browser = findBrowser(progress.say);
  if (isWebBuildStale()) {
    await progress.step("building the page", () => buildWeb({ logFile: join(folders.logs, "test-web-build.log") }));
  }
  const report = join(reports, "e2e.json");
  const result = await progress.step("browser tests", () =>
    run({
      name: "e2e",
      args: [
        nodeProgram(),
        join(projectRoot, "node_modules", "@playwright", "test", "cli.js"),
        "test",
        "--reporter=list,json",
      ],
      cwd: web,
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...(browser === undefined ? {} : { CHROMIUM_PATH: browser }) },
      minutes: TIMEOUT_MINUTES.e2e,
    }),
  );
  return judged("e2e", result, readPlaywrightReport(report));
}

/** A runner that failed must show at least one failure. */
function judged(name: string, result: Finished, counts: Counts | undefined): Counts {
  const why = (): Counts => brokenRun(name, `${result.why}. Its log: ${result.logFile}\n${logTail(result.logFile)}`);
  if (counts === undefined) return why();
  if (!result.ok && counts.failed === 0) return addCounts(counts, why());
  return counts;
}

function wantedParts(): readonly Part[] {
  const { only } = parseArgs({ options: { only: { type: "string" } }, strict: false }).values;
  if (typeof only !== "string") return PARTS;
  const wanted = only.split(",");
  const unknown = wanted.filter((part) => !PARTS.some((known) => known === part));
  if (unknown.length > 0) {
    console.error(`There is no part "${unknown.join(", ")}". Parts: ${PARTS.join(", ")}.`);
    process.exit(2);
  }
  return PARTS.filter((part) => wanted.includes(part));
}

function showFailures({ failures }: Counts): void {
  for (const { title, detail } of failures.slice(0, MAX_FAILURES_SHOWN)) {
    console.log(`\nFAILED  ${title}`);
    console.log(detail.split("\n").slice(0, MAX_DETAIL_LINES).join("\n").replace(/^/gm, "        "));
  }
  if (failures.length > MAX_FAILURES_SHOWN)
    console.log(`\n… and ${failures.length - MAX_FAILURES_SHOWN} more failures`);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    void Promise.all([...running].map((child) => child.stop())).then(() => process.exit(130));
  });
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
let total = NOTHING;
const runs: Record<Part, () => Promise<Counts>> = {
  check,
  unit: () => vitest("unit"),
  process: () => vitest("process"),
  integration: () => vitest("integration"),
  e2e,
};
for (const part of wantedParts()) {
  const counts = await runs[part]().catch((error: unknown) =>
    brokenRun(part, error instanceof Error ? error.message : String(error)),
  );
  progress.say(`${part}: ${closingLine(counts)}`);
  total = addCounts(total, counts);
}
showFailures(total);
console.log(`\nLogs are in ${folders.logs}\n`);
console.log(closingLine(total));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
