// `ironweave effects`: what a workflow does to the outside, before it runs; for people and for pull requests.

import { parseArgs } from "node:util";
import { callFacts } from "@ironweave/actions/catalog";
import { compareEffects, countEffects, listEffects, parseSource, type TaskEffect } from "@ironweave/schema";
import { oneOf, readText } from "../read-text.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { formatDiagnostic } from "../validate/format-diagnostic.ts";

const REPEATED = {
  safe: "may be repeated",
  keyed: "repeated under one key",
  none: "never repeated by itself",
} as const;

/** Exit code 0, or 1 where a text is not YAML. */
export async function effectsCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: "string", default: "text" }, since: { type: "string" } },
  });
  const format = oneOf(["text", "json"], values.format, "--format");
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || (file === "-" && values.since === "-"))
    throw new UsageError("name one file to look into; see ironweave effects --help");
  const effects = await read(file);
  const before = values.since === undefined ? [] : await read(values.since);
  if (effects === undefined || before === undefined) return 1;
  const { added, removed } = compareEffects(before, effects);
  const since = values.since === undefined ? {} : { added, removed };
  if (format === "json") {
    const counts = Object.fromEntries(countEffects(effects).map(({ effect, count }) => [effect, count]));
    await terminal.out(`${JSON.stringify({ counts, effects, ...since }, null, 2)}\n`);
    return 0;
  }
  const shown = values.since === undefined ? effects.flatMap((row) => lines("", row)) : [];
  const changes =
    "added" in since
      ? [...added.flatMap((row) => lines("+ ", row)), ...removed.flatMap((row) => lines("- ", row))]
      : [];
  await terminal.out([summary(effects), ...shown, ...changes].map((line) => `${line}\n`).join(""));
  return 0;
}

async function read(file: string): Promise<readonly TaskEffect[] | undefined> {
  const source = parseSource(await readText(file));
  if (source.value !== undefined) return listEffects(source.value, callFacts);
  for (const diagnostic of source.diagnostics) terminal.err(formatDiagnostic(file, source, diagnostic, false));
  return undefined;
}

function summary(effects: readonly TaskEffect[]): string {
  const counts = countEffects(effects).map(({ effect, count }) => `${effect} ${count}`);
  return counts.length === 0 ? "Nothing reaches outside." : counts.join(", ");
}

function lines(sign: string, row: TaskEffect): string[] {
  const { effect, target, task, place, repeatable, credentials, dryRun } = row;
  const notes = [
    ...place,
    REPEATED[repeatable],
    ...(credentials.length === 0 ? [] : [`with ${credentials.join(", ")}`]),
    ...(dryRun === undefined ? [] : [`try it out: ${dryRun}`]),
  ];
  return [`${sign}${effect.padEnd(8)} ${target}`, `${sign}${" ".repeat(9)}${task}: ${notes.join("; ")}`];
}
