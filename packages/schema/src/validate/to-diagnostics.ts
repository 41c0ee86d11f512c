// Findings with spans: where each stands in the text, and its mends as text edits.

import type { Diagnostic, QuickFix, TextEdit, TextRange } from "../diagnostic.ts";
import { parentReference } from "../document/reference.ts";
import type { Source } from "../yaml/source.ts";
import type { Finding, Mend } from "./finding.ts";
import { removal } from "./text-mends.ts";
import { scalarOffset } from "./scalar-offset.ts";

/** The part of a source that gives spans. */
export type Locate = Source["locate"];

const NOWHERE: TextRange = { start: 0, end: 0 };

/** A finding as a diagnostic; without `locate` its range is empty and it has no fixes. `upgrade` is asked for where it mends. */
export function toDiagnostic(
  finding: Finding,
  locate: Locate | undefined,
  text: string | undefined,
  upgrade: () => QuickFix | undefined = () => undefined,
): Diagnostic {
  const { code, severity, message, reference, mends = [] } = finding;
  const fixes =
    text === undefined || locate === undefined ? [] : mends.flatMap((mend) => quickFix(mend, locate, text, upgrade));
  return {
    code,
    severity,
    message,
    reference,
    range: rangeOf(finding, locate, text),
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}

function rangeOf(finding: Finding, locate: Locate | undefined, text: string | undefined): TextRange {
  if (locate === undefined) return NOWHERE;
  const { reference, target = "value", offset, length = 1 } = finding;
  const value = locate(reference, target) ?? locate(reference, "entry");
  if (value === undefined || (value.start === value.end && target === "value")) {
    // An empty value, or a node that is not there: mark the key of the nearest node that is.
    for (let at: string | undefined = reference; at !== undefined; at = parentReference(at)) {
      const key = locate(at, "key") ?? (at === reference ? undefined : locate(at, "entry"));
      if (key !== undefined) return key;
    }
    return value ?? NOWHERE;
  }
  if (offset === undefined || text === undefined) return value;
  const start = scalarOffset(text, value, offset);
  return start === undefined ? value : { start, end: Math.min(start + length, value.end) };
}

function quickFix(mend: Mend, locate: Locate, text: string, upgrade: () => QuickFix | undefined): readonly QuickFix[] {
  if (mend.type === "upgrade") {
    const fix = upgrade();
    return fix === undefined ? [] : [mend.byHand === true ? { ...fix, byHand: true } : fix];
  }
  const edits = editsOf(mend, locate, text);
  if (edits === undefined || edits.length === 0) return [];
  return [{ title: mend.title, ...(mend.byHand === true ? { byHand: true } : {}), edits }];
}

function editsOf(
  mend: Exclude<Mend, { readonly type: "upgrade" }>,
  locate: Locate,
  text: string,
): readonly TextEdit[] | undefined {
  if (mend.type === "text") return mend.edits({ text, locate });
  if (mend.type === "remove") return removal({ text, locate }, mend.at);
  const range = locate(mend.at, mend.type === "rename_key" ? "key" : "value");
  if (range === undefined) return undefined;
  if (mend.type === "rename_key") return [{ range, text: mend.to }];
  const replacement = mend.type === "replace_value" ? mend.text : `'${text.slice(range.start, range.end)}'`;
  return [{ range, text: replacement }];
}
