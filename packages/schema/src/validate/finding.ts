// A mistake as the checks see it: at a reference, without text. `toDiagnostics` gives it a span and turns mends into edits.

import type { Severity } from "../diagnostic.ts";
import type { Reference } from "../document/reference.ts";
import type { LocateTarget } from "../yaml/source.ts";

/** A change that surely mends a finding, in terms of the document. */
export type Mend =
  | { readonly type: "rename_key"; readonly title: string; readonly at: Reference; readonly to: string }
  | { readonly type: "replace_value"; readonly title: string; readonly at: Reference; readonly text: string }
  | { readonly type: "quote_value"; readonly title: string; readonly at: Reference }
  | { readonly type: "remove"; readonly title: string; readonly at: Reference };

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly reference: Reference;
  /** What of the node to mark. @default "value" */
  readonly target?: LocateTarget;
  /** Offset in the decoded text of a scalar, where the finding is about one place of it. */
  readonly offset?: number;
  /** How many characters from `offset`. @default 1 */
  readonly length?: number;
  readonly mends?: readonly Mend[];
}

/** Takes findings as they are made. */
export type Report = (finding: Finding) => void;
