// The mend that most findings have: another value in the place of the one that stands there.

import type { Reference } from "../document/reference.ts";
import type { Mend } from "./finding.ts";
import { replaceText } from "./text-mends.ts";

/** What `changeTo` may be told. */
interface ChangeOptions {
  /** True where the change is one of several that could be meant (see `QuickFix`). @default false */
  readonly byHand?: boolean;
}

/** Puts `text` in the place of a value as it is written: a word, a number or a literal that needs no quotes. */
export function changeTo(at: Reference, text: string, { byHand = false }: ChangeOptions = {}): Mend {
  return { type: "replace_value", ...(byHand ? { byHand } : {}), title: `Change to ${text}`, at, text };
}

/** As `changeTo`, for any text: it is put in quotes where YAML would read it as something else. */
export function changeTextTo(at: Reference, text: string, { byHand = false }: ChangeOptions = {}): Mend {
  const edits: Extract<Mend, { readonly type: "text" }>["edits"] = (view) => replaceText(view, at, text);
  return { type: "text", ...(byHand ? { byHand } : {}), title: `Change to ${text}`, edits };
}
