// Where in YAML a jq program stands, for completion in the text view: between `${` and `}`, or the value of a field that is always an
// expression. What is offered there is told by the same function as in the form. Pure.

import type { CompleteOptions, JqCompletion, JqOffer } from "@ironweave/jq";
import { completeExpression, programAround } from "../inspector/complete-expression.ts";

/** Fields whose value may be a program without `${ }`; in `catch`, `as` is a name. */
const BARE_LINE = /^(\s*(?:- +)*(?:if|when|while|until|in|from|as):\s+["']?)(.*?)["']?\s*$/;

/** Offers for an offset of the text; `"elsewhere"` where no program stands there. */
export function suggestJq(
  text: string,
  offset: number,
  options: CompleteOptions,
): JqCompletion | undefined | "elsewhere" {
  if (programAround(text, offset, false) !== undefined)
    return completeExpression(text, offset, { ...options, isBare: false });
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = text.indexOf("\n", offset);
  const line = BARE_LINE.exec(text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd));
  const [, before = "", program = ""] = line ?? [];
  const start = lineStart + before.length;
  if (line === null || offset < start || offset > start + program.length || !/^[.$([{]/.test(program))
    return "elsewhere";
  const found = completeExpression(program, offset - start, { ...options, isBare: true });
  return found === undefined ? undefined : { ...found, start: found.start + start, end: found.end + start };
}

/** What an offer puts in, as a snippet with its caret. */
export function snippetOf({ insert, caret }: JqOffer): string {
  const plain = (text: string): string => text.replaceAll(/[\\$}]/g, String.raw`\$&`);
  if (caret === undefined) return plain(insert);
  const selected = insert.slice(caret.start, caret.end);
  const stop = selected === "" ? "$0" : `\${0:${plain(selected)}}`;
  return plain(insert.slice(0, caret.start)) + stop + plain(insert.slice(caret.end));
}
