// `ironweave upgrade`: rewrites workflow files for the newest version of the language, by edits of the text only.

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { LATEST_DSL_VERSION, applyTextEdits, parseSource, upgradeSource } from "@ironweave/schema";
import { readText } from "../read-text.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

/** Exit code 1 where a file cannot be upgraded, or, with `--check`, where one is of an older version. */
export async function upgradeCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { check: { type: "boolean", default: false } },
  });
  if (positionals.length === 0) throw new UsageError("name a file to upgrade; see ironweave upgrade --help");
  let isFine = true;
  for (const file of positionals) isFine = (await upgradeFile(file, values.check)) && isFine;
  return isFine ? 0 : 1;
}

async function upgradeFile(file: string, isCheck: boolean): Promise<boolean> {
  const source = parseSource(await readText(file));
  const result = upgradeSource(source);
  if (!result.ok) {
    for (const { reference, message } of result.obstacles) {
      const { line, column } = source.position(source.locate(reference)?.start ?? 0);
      terminal.err(`${file}:${line}:${column} not upgraded: ${message}\n`);
    }
    if (file === "-" && !isCheck) await terminal.out(source.text);
    return false;
  }
  const isOld = result.from !== LATEST_DSL_VERSION;
  const said = isOld ? `${result.from} -> ${LATEST_DSL_VERSION}` : `${LATEST_DSL_VERSION} already`;
  terminal.err(`${file}: ${said}\n`);
  if (isCheck) return !isOld;
  const text = applyTextEdits(source.text, result.edits);
  if (file === "-") await terminal.out(text);
  else if (isOld) await writeFile(file, text);
  return true;
}
