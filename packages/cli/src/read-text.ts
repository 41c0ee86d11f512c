// Files and arguments as texts and JSON, with errors that say which file and how to mend.

import { readFile } from "node:fs/promises";
import type { Json } from "@ironweave/jq";
import { readJsonText } from "@ironweave/jq/json-text";
import { terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder; name a file",
  EACCES: "it may not be read; check its permissions",
};

/** A file's text, or standard input for `-`. Throws `UsageError`. */
export async function readText(file: string): Promise<string> {
  if (file === "-") return terminal.readInput();
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new UsageError(`cannot read ${file}: ${REASONS[code] ?? (error instanceof Error ? error.message : code)}`);
  }
}

/** JSON given as an argument, or in a file as `@FILE`. Throws `UsageError` that names `what`. */
export async function readJsonArgument(text: string, what: string): Promise<Json> {
  const isFile = text.startsWith("@");
  const json = isFile ? await readText(text.slice(1)) : text;
  const read = readJsonText(json);
  if (!read.ok) throw new UsageError(`${what}${isFile ? ` (${text.slice(1)})` : ""}: ${read.message}`);
  return read.value;
}

/** The value of an option that takes one of a few words. */
export function oneOf<const W extends readonly string[]>(words: W, given: string, option: string): W[number] {
  const word = words.find((candidate) => candidate === given);
  if (word === undefined) throw new UsageError(`${option} is ${words.join(" or ")}, not ${JSON.stringify(given)}`);
  return word;
}
