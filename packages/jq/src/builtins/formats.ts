// `@text`, `@json`, `@csv`, `@tsv`, `@html`, `@uri`, `@urid`, `@sh`, `@base64`, `@base64d`, `@base32`, `@base32d`.
import type { Run } from "../budget.ts";
import { JqSyntaxError, raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { single, type Code } from "../compile/code.ts";
import type { Span } from "../syntax/ast.ts";
import { raiseAbout } from "../value/describe.ts";
import { toJsonText } from "../value/json-text.ts";
import { isArray } from "../value/kinds.ts";
import { numberText } from "../value/number-text.ts";
import { decodeUtf8, encodeUtf8 } from "../value/utf8.ts";
import { BASE32, BASE64, decodeBase, encodeBase } from "../value/base-text.ts";

/** Turns a value into text. */
export type Formatter = (run: Run, value: Json) => string;

/** Returns the value's text: a string as it is, all else as JSON. */
export function textOf(run: Run, value: Json): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  return jsonOf(run, value);
}

/** Returns the value's JSON and charges for it. */
export function jsonOf(run: Run, value: Json): string {
  const text = toJsonText(value, run.bytesLeft);
  run.text(2 * text.length);
  run.work(text.length >> 2);
  return text;
}

function charged(run: Run, text: string): string {
  run.text(2 * text.length);
  return text;
}

const HTML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&apos;", '"': "&quot;" };
const TSV: Readonly<Record<string, string>> = { "\t": "\\t", "\r": "\\r", "\n": "\\n", "\\": "\\\\" };

function row(run: Run, value: Json, name: string, separator: string, quote: (text: string) => string): string {
  if (!isArray(value)) return raiseAbout(value, `cannot be ${name}-formatted, only array`);
  run.work(value.length);
  const cells = value.map((cell) => {
    if (cell === null || (typeof cell === "number" && Number.isNaN(cell))) return "";
    if (typeof cell === "string") return quote(cell);
    if (typeof cell === "object") return raiseAbout(cell, "is not valid in a csv row");
    return textOf(run, cell);
  });
  return charged(run, cells.join(separator));
}

function shellWord(run: Run, value: Json): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "'\\''")}'`;
  if (typeof value === "object" && value !== null) return raiseAbout(value, "can not be escaped for shell");
  return textOf(run, value);
}

function percentEncode(text: string): string {
  let result = "";
  for (const byte of encodeUtf8(text)) {
    const char = String.fromCharCode(byte);
    result += /[A-Za-z0-9\-_.~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return result;
}

function percentDecode(value: Json, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return raiseAbout(value, "is not a valid uri encoding");
  }
}

const FORMATTERS: Readonly<Record<string, Formatter>> = {
  text: textOf,
  json: jsonOf,
  csv: (run, value) => row(run, value, "csv", ",", (text) => `"${text.replaceAll('"', '""')}"`),
  tsv: (run, value) =>
    row(run, value, "tsv", "\t", (text) => text.replaceAll(/[\t\r\n\\]/g, (char) => TSV[char] ?? char)),
  html: (run, value) =>
    charged(
      run,
      textOf(run, value).replaceAll(/[&<>'"]/g, (char) => HTML[char] ?? char),
    ),
  uri: (run, value) => charged(run, percentEncode(textOf(run, value))),
  urid: (run, value) => charged(run, percentDecode(value, textOf(run, value))),
  sh: (run, value) => charged(run, (isArray(value) ? value : [value]).map((item) => shellWord(run, item)).join(" ")),
  base64: (run, value) => charged(run, encodeBase(BASE64, encodeUtf8(textOf(run, value)))),
  base32: (run, value) => charged(run, encodeBase(BASE32, encodeUtf8(textOf(run, value)))),
  base64d: (run, value) => decodeText(run, value, BASE64),
  base32d: (run, value) => decodeText(run, value, BASE32),
};

function decodeText(run: Run, value: Json, base: typeof BASE64): string {
  const text = textOf(run, value);
  run.work(text.length >> 2);
  const bytes = decodeBase(base, text);
  if (bytes === "invalid") return raiseAbout(text, `is not valid ${base.name} data`);
  if (bytes === "trailing") return raiseAbout(text, `trailing ${base.name} byte found`);
  return charged(run, decodeUtf8(bytes));
}

/** Returns the formatter of `@name`; an unknown name is an error where it stands. */
export function formatter(name: string, { start, end }: Span): Formatter {
  const found = Object.hasOwn(FORMATTERS, name) ? FORMATTERS[name] : undefined;
  if (found === undefined)
    throw new JqSyntaxError("jq/undefined-function", `${name} is not a valid format`, start, end);
  return found;
}

/** Code for `@name` alone. */
export function formatCode(name: string, span: Span): Code {
  const format = formatter(name, span);
  return single((run, _environment, input) => format(run, input));
}

/** `format("name")`. */
export function formatByName(run: Run, input: Json, name: Json): Json {
  if (typeof name !== "string") return raiseAbout(name, "is not a valid format");
  const found = Object.hasOwn(FORMATTERS, name) ? FORMATTERS[name] : undefined;
  return found === undefined ? raise(`${name} is not a valid format`) : found(run, input);
}

/** The names after `@`, for completion. */
export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATTERS);
