// The command line of jq, read as jq reads it: short flags may be joined (`-rc`), `--arg` takes two words.

import type { Json } from "@ironweave/jq";
import { UsageError } from "../usage-error.ts";

export interface JqOptions {
  readonly program: string | undefined;
  readonly files: readonly string[];
  readonly variables: Readonly<Record<string, Json>>;
  readonly raw: boolean;
  readonly join: boolean;
  readonly compact: boolean;
  readonly nullInput: boolean;
  readonly slurp: boolean;
  readonly sortKeys: boolean;
  readonly exitStatus: boolean;
  readonly jsonLines: boolean;
  readonly indent: string;
}

type Flag = "raw" | "join" | "compact" | "nullInput" | "slurp" | "sortKeys" | "exitStatus" | "jsonLines";

const LONG: ReadonlyMap<string, Flag> = new Map(
  Object.entries({
    "--raw-output": "raw",
    "--join-output": "join",
    "--compact-output": "compact",
    "--null-input": "nullInput",
    "--slurp": "slurp",
    "--sort-keys": "sortKeys",
    "--exit-status": "exitStatus",
    "--jsonl": "jsonLines",
  } as const),
);
const SHORT: ReadonlyMap<string, Flag> = new Map(
  Object.entries({
    r: "raw",
    j: "join",
    c: "compact",
    n: "nullInput",
    s: "slurp",
    S: "sortKeys",
    e: "exitStatus",
  } as const),
);

/** Throws `UsageError` for what jq would not understand either. */
export function readJqArguments(args: readonly string[]): JqOptions {
  const flags = new Set<Flag>();
  const variables: Record<string, Json> = {};
  const words: string[] = [];
  let indent = "  ";
  const rest = [...args];
  const take = (option: string): string => {
    const word = rest.shift();
    if (word === undefined) throw new UsageError(`${option} lacks a value; see ironweave jq --help`);
    return word;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const flag = LONG.get(arg);
    if (arg === "--") words.push(...rest.splice(0));
    else if (flag !== undefined) flags.add(flag);
    else if (arg === "--arg") variables[take(arg)] = take(arg);
    else if (arg === "--argjson") variables[take(arg)] = parseJson(take(arg));
    else if (arg === "--tab") indent = "\t";
    else if (arg === "--indent") indent = " ".repeat(indentOf(take(arg)));
    else if (/^-[a-zA-Z]+$/u.test(arg)) for (const letter of arg.slice(1)) flags.add(shortFlag(letter));
    else if (arg.startsWith("--")) throw new UsageError(`jq has no option ${arg} here; see ironweave jq --help`);
    else words.push(arg);
  }
  const has = (flag: Flag) => flags.has(flag);
  const jsonLines = has("jsonLines");
  const program = jsonLines ? undefined : words.shift();
  if (program === undefined && !jsonLines) throw new UsageError("give a jq program; see ironweave jq --help");
  return {
    program,
    files: words,
    variables,
    raw: has("raw") || has("join"),
    join: has("join"),
    compact: has("compact") || indent === "",
    nullInput: has("nullInput"),
    slurp: has("slurp"),
    sortKeys: has("sortKeys"),
    exitStatus: has("exitStatus"),
    jsonLines,
    indent,
  };
}

function shortFlag(letter: string): Flag {
  const flag = SHORT.get(letter);
  if (flag === undefined) throw new UsageError(`jq has no option -${letter} here; see ironweave jq --help`);
  return flag;
}

function indentOf(text: string): number {
  if (!/^[0-7]$/u.test(text)) throw new UsageError("--indent is a number from 0 to 7");
  return Number(text);
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UsageError(`--argjson takes JSON, not ${JSON.stringify(text)}; for a text use --arg`);
  }
}
