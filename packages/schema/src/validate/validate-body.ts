// For the tables of tests: documents whose head does not matter, and what is said of them with the text that is marked.

import type { Diagnostic } from "../diagnostic.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

/** A diagnostic and the text that it marks. */
export interface Marked extends Diagnostic {
  readonly marked: string;
}

/** Everything that is said of a document with these lines after a head of one line, which is valid. */
export function validateBody(body: string): readonly Marked[] {
  const text = HEAD + body;
  return validate(parseSource(text)).map((diagnostic) => ({
    ...diagnostic,
    marked: text.slice(diagnostic.range.start, diagnostic.range.end),
  }));
}
