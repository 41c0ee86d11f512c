// `ironweave diff`: what two workflow files do differently, by task; for people and for pull requests.

import { parseArgs } from "node:util";
import { diffDocuments, diffToSvg, parseSource } from "@ironweave/schema";
import type { DocumentDifference, Source, TaskDifference } from "@ironweave/schema";
import { oneOf, readText } from "../read-text.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { formatDiagnostic } from "../validate/format-diagnostic.ts";

const SIGNS = { added: "+", removed: "-", changed: "~", renamed: "~", same: " " } as const;

/** Exit code as `diff`'s own: 0 no difference, 1 they differ, 2 a text that is not YAML. */
export async function diffCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: "string", default: "text" } },
  });
  const format = oneOf(["text", "svg", "json"], values.format, "--format");
  const [before, after, ...more] = positionals;
  if (before === undefined || after === undefined || more.length > 0 || (before === "-" && after === "-"))
    throw new UsageError("name two files to compare; see ironweave diff --help");
  const old = await read(before);
  const fresh = await read(after);
  if (old === undefined || fresh === undefined) return 2;
  const difference = diffDocuments(old.value, fresh.value);
  if (format === "svg") await terminal.out(diffToSvg(old.value, fresh.value));
  else await terminal.out(format === "json" ? `${JSON.stringify(difference, null, 2)}\n` : asText(difference));
  return difference.parts.length === 0 && difference.tasks.every(({ change }) => change === "same") ? 0 : 1;
}

async function read(file: string): Promise<Source | undefined> {
  const source = parseSource(await readText(file));
  if (source.value !== undefined) return source;
  for (const diagnostic of source.diagnostics) terminal.err(formatDiagnostic(file, source, diagnostic, false));
  return undefined;
}

function asText({ tasks, parts }: DocumentDifference): string {
  const lines = [...parts.map((part) => `~ ${part === "" ? "the document" : part}`), ...tasks.flatMap(taskLine)];
  return lines.map((line) => `${line}\n`).join("");
}

function taskLine({ change, before, after, renamedFrom, fields }: TaskDifference): string[] {
  if (change === "same") return [];
  const was = renamedFrom === undefined ? [] : [`renamed from ${renamedFrom}`];
  const names = [...was, ...fields.filter((field) => field !== "")].join(", ");
  return [`${SIGNS[change]} ${after ?? before ?? ""}${names === "" ? "" : ` (${names})`}`];
}
