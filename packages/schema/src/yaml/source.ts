// The text and everything derived from it at once. Any string gives a `Source`; nothing here throws (law 3).

import type { Json } from "@ironweave/jq";
import type { Diagnostic, TextRange } from "../diagnostic.ts";
import type { Reference } from "../document/reference.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

/** Which part of a node `locate` answers: its key, its value, or both. */
export type LocateTarget = "key" | "value" | "entry";

/**
 * A parsed text. `value` is the document as plain JSON with aliases resolved, or undefined where the YAML does not parse.
 * `diagnostics` are those of the YAML syntax only; `validate(source)` gives structure and meaning.
 */
export interface Source {
  readonly text: string;
  /** The syntax tree, or undefined where the text is empty or does not parse. */
  readonly root: SyntaxNode | undefined;
  readonly value: Json | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The span of the node at a reference, or undefined where there is none. */
  locate(reference: Reference, target?: LocateTarget): TextRange | undefined;
  /** The reference of the innermost node at an offset ("" where the offset is outside every node). */
  referenceAt(offset: number): Reference;
  /** 1-based line and column of an offset. */
  position(offset: number): { readonly line: number; readonly column: number };
}
