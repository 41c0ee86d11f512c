// What is wrong with a text, as a value: collected, never thrown. Tests assert `code`, never the prose.

import type { Reference } from "./document/reference.ts";

/** Half-open span of UTF-16 offsets in the source text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A replacement of a span. Edits of one plan never overlap and are sorted by `range.start`. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

/** A text change that mends a diagnostic. */
export interface QuickFix {
  readonly title: string;
  /** Offered to a person only: it needs a choice, or mends nothing that is wrong. `validate --fix` leaves it. */
  readonly byHand?: true;
  readonly edits: readonly TextEdit[];
}

export type Severity = "error" | "warning" | "info";

/** One mistake. `message` says what, where and how to mend; every `code` has a sentence in docs/errors.md. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly reference: Reference;
  readonly range: TextRange;
  readonly fixes?: readonly QuickFix[];
}
