// Decodes the escapes of a piece of a jq string literal; the rules are JSON's.
import { JqSyntaxError } from "../errors.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const HEX = /^[0-9a-fA-F]{4}$/;

/** Returns the text that `raw` stands for; `offset` is where `raw` starts in the program. */
export function decodeStringText(raw: string, offset: number): string {
  if (!raw.includes("\\")) return raw;
  let text = "";
  let at = 0;
  while (at < raw.length) {
    const char = raw[at] ?? "";
    if (char !== "\\") {
      text += char;
      at += 1;
      continue;
    }
    const escape = raw[at + 1] ?? "";
    const simple = SIMPLE[escape];
    if (simple !== undefined) {
      text += simple;
      at += 2;
    } else if (escape === "u" && HEX.test(raw.slice(at + 2, at + 6))) {
      text += String.fromCharCode(Number.parseInt(raw.slice(at + 2, at + 6), 16));
      at += 6;
    } else {
      throw new JqSyntaxError("jq/syntax", `Invalid escape "\\${escape}" in a string`, offset + at, offset + at + 2);
    }
  }
  return text.toWellFormed();
}
