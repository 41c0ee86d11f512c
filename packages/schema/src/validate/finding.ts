// A mistake as the checks see it: at a reference, without text. `toDiagnostics` gives it a span and turns mends into edits.

import type { Severity, TextEdit } from "../diagnostic.ts";
import type { Reference } from "../document/reference.ts";
import type { LocateTarget, Source } from "../yaml/source.ts";

/** What a mend may read of the text. */
export interface MendView {
  readonly text: string;
  readonly locate: Source["locate"];
}

/** A change that mends a finding, in terms of the document; surely, unless it is `byHand` (see `QuickFix`). */
export type Mend = { readonly byHand?: true } & (
  | { readonly type: "rename_key"; readonly title: string; readonly at: Reference; readonly to: string }
  | { readonly type: "replace_value"; readonly title: string; readonly at: Reference; readonly text: string }
  | { readonly type: "quote_value"; readonly title: string; readonly at: Reference }
  | { readonly type: "remove"; readonly title: string; readonly at: Reference }
  /** The whole document upgraded to the newest version of the language. */
  | { readonly type: "upgrade" }
  | {
      readonly type: "text";
      readonly title: string;
      /** Sorted edits; undefined where the text is not written so that they could be made. */
      readonly edits: (view: MendView) => readonly TextEdit[] | undefined;
    }
);

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
