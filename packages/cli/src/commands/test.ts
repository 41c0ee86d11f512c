// `ironweave test`: runs the tests that stand beside workflows, prints how they went and what they leave out.

import { parseArgs } from "node:util";
import { oneOf } from "../read-text.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { coverageOf } from "../test/coverage.ts";
import { findTestFiles } from "../test/find-test-files.ts";
import { formatCoverage, formatJson, formatText, printProblems } from "../test/format-results.ts";
import { formatJunit } from "../test/format-junit.ts";
import { loadTestFile } from "../test/load-test-file.ts";
import { runTestFile } from "../test/run-test-file.ts";

const OPTIONS = {
  filter: { type: "string" },
  format: { type: "string", default: "text" },
  coverage: { type: "boolean", default: false },
} as const;

/** Exit code 0 all tests passed, 1 some failed, 2 a test file or its workflow cannot be used. */
export async function testCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const format = oneOf(["text", "json", "junit"], values.format, "--format");
  const files = await findTestFiles(positionals.length === 0 ? ["."] : positionals);
  if (files.length === 0) throw new UsageError("there is no *.test.yaml file here; name a file or a folder");
  const loaded = await Promise.all(files.map((file) => loadTestFile(file)));
  for (const each of loaded) if (each.type === "problems") printProblems(each);
  const usable = loaded.filter((each) => each.type === "file");
  const isWanted = (name: string): boolean => values.filter === undefined || name.includes(values.filter);
  const results = [];
  for (const each of usable) results.push(await runTestFile(each, isWanted));
  const ran = results.flatMap(({ tests }) => tests);
  if (ran.length === 0 && usable.length === loaded.length)
    throw new UsageError(`no test's name contains ${JSON.stringify(values.filter ?? "")}`);
  const coverage = values.coverage ? coverageOf(results) : undefined;
  if (format === "json") await terminal.out(formatJson(results, coverage));
  else if (format === "junit") await terminal.out(formatJunit(results));
  else {
    await terminal.out(formatText(results, terminal.isColoured));
    if (coverage !== undefined) await terminal.out(formatCoverage(coverage));
  }
  if (usable.length < loaded.length) return 2;
  return ran.every(({ result }) => result.mismatches.length === 0) ? 0 : 1;
}
