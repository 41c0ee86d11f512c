// One scalar as YAML text that every reader (YAML 1.2 and 1.1) takes for the same value, in a wanted style where possible.

import type { NodeStyle } from "./syntax-tree.ts";
import { plainScalarValue } from "./scalar-value.ts";

/** Words that YAML 1.1 readers take for booleans; quoted for their sake. */
const OLD_WORDS = /^(y|n|yes|no|on|off|~)$/i;
const DATE_OR_SEXAGESIMAL = /^[-+]?\d[\d_]*([-:].*)?$|^\d{4}-\d/;
/** What YAML 1.1 readers take for a decimal number: `1_0.5`, `._5`, and even a lone `.`; not `1.0.0`. */
const OLD_FLOAT = /^[-+]?(?:\d[\d_]*\.[\d_]*|\.[\d_.]*)(?:e[-+]?\d*)?$/i;
const PLAIN_START = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`=<~]|-(?=[^\s-]))/;
const UNPRINTABLE = /[^\t\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/** True where the text can stand without quotes. `flow` is stricter: brackets and commas end a value there. */
export function isPlainSafe(text: string, flow: boolean): boolean {
  if (!PLAIN_START.test(text) || /\s$/.test(text) || /:(\s|$)|\s#|[\t\n\r]/.test(text)) return false;
  if (/^(---|\.\.\.)/.test(text) || UNPRINTABLE.test(text)) return false;
  if (flow && /[,[\]{}]|:$/.test(text)) return false;
  if (OLD_WORDS.test(text) || DATE_OR_SEXAGESIMAL.test(text) || OLD_FLOAT.test(text)) return false;
  return plainScalarValue(text) === text;
}

/** A double-quoted string: JSON's form, with what YAML may not show escaped too. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these are the characters to escape
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A string on one line. Keeps `like` (the style that stood there) where the text allows it. */
export function printString(text: string, like: NodeStyle | undefined, flow: boolean): string {
  if (/[\n\r]/.test(text) || UNPRINTABLE.test(text)) return doubleQuoted(text);
  if (like === "double") return doubleQuoted(text);
  const single = `'${text.replaceAll("'", "''")}'`;
  if (like === "single") return single;
  if (isPlainSafe(text, flow)) return text;
  return text.includes("'") && !/["\\]/.test(text) ? doubleQuoted(text) : single;
}

/** True where a text of several lines can stand as a literal block (`|`): nothing in it needs an escape or an indicator. */
export function isLiteralSafe(text: string): boolean {
  if (!text.includes("\n") || /^\s|\n\n$|\r|\t/.test(text) || UNPRINTABLE.test(text)) return false;
  return !/[^\S\n](\n|$)/.test(text);
}

/** A literal block: its header, then its lines at `indent`. Ends without a line break. */
export function printLiteral(text: string, indent: number, eol: string): string {
  const clipped = text.endsWith("\n");
  const lines = (clipped ? text.slice(0, -1) : text).split("\n");
  const pad = " ".repeat(indent);
  return [clipped ? "|" : "|-", ...lines.map((line) => (line === "" ? "" : pad + line))].join(eol);
}
