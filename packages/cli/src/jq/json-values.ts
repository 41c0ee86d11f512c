// A text that holds JSON values one after the other, as jq reads it: with or without line breaks between them.

import type { Json } from "@ironweave/jq";
import { UsageError } from "../usage-error.ts";

/** Each value in turn. Throws `UsageError` with line and column at the first one that is not JSON. */
export function* jsonValues(text: string, name: string): Generator<Json> {
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const end = valueEnd(text, at);
    yield parse(text, at, end, name);
    at = skipSpace(text, end);
  }
}

function parse(text: string, start: number, end: number, name: string): Json {
  try {
    return JSON.parse(text.slice(start, end)) as Json;
  } catch (error) {
    const before = text.slice(0, start).split("\n");
    const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new UsageError(`${name}:${place}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n\uFEFF\u001e".includes(text[at] ?? "")) at += 1;
  return at;
}

/** The end of the value that begins at `start`: its closing bracket or quote, or the end of its word. */
function valueEnd(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return stringEnd(text, start);
  if (first !== "{" && first !== "[") {
    let at = start + 1;
    while (at < text.length && !' \t\r\n"{}[]'.includes(text[at] ?? "")) at += 1;
    return at;
  }
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
