// For callers that only read (worker, CLI, server): text to value, or an error that carries the diagnostics.

import type { Json } from "@ironweave/jq";
import type { Diagnostic } from "../diagnostic.ts";
import { parseSource } from "./parse-source.ts";

/** The text cannot be read; `diagnostics` says why, with spans. */
export class SourceError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.find((diagnostic) => diagnostic.severity === "error")?.message ?? "the text cannot be read");
    this.name = "SourceError";
    this.diagnostics = diagnostics;
  }
}

/** The document as JSON, aliases resolved, under the same limits as `parseSource`. Throws `SourceError`. */
export function readDocument(text: string): Json {
  const source = parseSource(text);
  if (source.value === undefined) throw new SourceError(source.diagnostics);
  return source.value;
}
