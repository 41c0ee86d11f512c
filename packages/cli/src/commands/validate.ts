// `ironweave validate`: checks files, prints what is wrong, mends what is certain.

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parseSource, validate } from "@ironweave/schema";
import type { Diagnostic, Source } from "@ironweave/schema";
import { oneOf, readText } from "../read-text.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { applyFixes } from "../validate/apply-fixes.ts";
import { formatDiagnostic } from "../validate/format-diagnostic.ts";

/** Exit code 1 where any file has an error. */
export async function validateCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: "string", default: "text" }, fix: { type: "boolean", default: false } },
  });
  const format = oneOf(["text", "json"], values.format, "--format");
  if (positionals.length === 0) throw new UsageError("name a file to check; see ironweave validate --help");
  const results: { readonly file: string; readonly source: Source; readonly diagnostics: readonly Diagnostic[] }[] = [];
  const unread: UsageError[] = [];
  for (const file of positionals) {
    const text = await readText(file).catch((error: unknown) => {
      if (!(error instanceof UsageError)) throw error;
      unread.push(error);
    });
    if (text === undefined) continue;
    const { source, diagnostics } = values.fix ? await fix(file, text) : check(text);
    results.push({ file, source, diagnostics });
  }
  const missing = new UsageError(unread.map(({ message }) => message).join("\n"));
  if (results.length === 0) throw missing;
  if (format === "json") {
    const listed = results.map(({ file, diagnostics }) => ({ file, diagnostics: diagnostics.map(withoutFixes) }));
    await terminal.out(`${JSON.stringify(listed, null, 2)}\n`);
  } else {
    for (const { file, source, diagnostics } of results)
      for (const diagnostic of diagnostics)
        await terminal.out(formatDiagnostic(file, source, diagnostic, terminal.isColoured));
    await terminal.out(summary(results));
  }
  // What could be read has been told; then what could not.
  if (unread.length > 0) throw missing;
  return results.some(({ diagnostics }) => diagnostics.some(isError)) ? 1 : 0;
}

function check(text: string): { readonly source: Source; readonly diagnostics: readonly Diagnostic[] } {
  const source = parseSource(text);
  return { source, diagnostics: validate(source) };
}

async function fix(file: string, text: string): Promise<ReturnType<typeof check>> {
  const { text: fixed, count } = applyFixes(text);
  if (file === "-") await terminal.out(fixed);
  else if (count > 0) {
    await writeFile(file, fixed);
    terminal.err(`${file}: ${count} fixed\n`);
  }
  return check(fixed);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function withoutFixes({ code, severity, message, reference, range }: Diagnostic) {
  return { code, severity, message, reference, range };
}

function summary(results: readonly { readonly diagnostics: readonly Diagnostic[] }[]): string {
  const all = results.flatMap(({ diagnostics }) => diagnostics);
  const errors = all.filter(isError).length;
  const warnings = all.filter(({ severity }) => severity === "warning").length;
  const files = `${results.length} ${results.length === 1 ? "file" : "files"}`;
  if (errors === 0 && warnings === 0) return `${files}, no problems\n`;
  return `${files}, ${count(errors, "error")}, ${count(warnings, "warning")}\n`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
