// Findings with spans: where each stands in the text, and its mends as text edits.

import type { Diagnostic, QuickFix, TextEdit, TextRange } from "../diagnostic.ts";
import { parentReference } from "../document/reference.ts";
import type { Source } from "../yaml/source.ts";
import type { Finding, Mend } from "./finding.ts";
import { scalarOffset } from "./scalar-offset.ts";

/** The part of a source that gives spans. */
export type Locate = Source["locate"];

const NOWHERE: TextRange = { start: 0, end: 0 };

/** A finding as a diagnostic; without `locate` its range is empty and it has no fixes. */
export function toDiagnostic(finding: Finding, locate: Locate | undefined, text: string | undefined): Diagnostic {
  const { code, severity, message, reference, mends = [] } = finding;
  const fixes = text === undefined || locate === undefined ? [] : mends.flatMap((mend) => quickFix(mend, locate, text));
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

function quickFix(mend: Mend, locate: Locate, text: string): readonly QuickFix[] {
  const edit = editOf(mend, locate, text);
  return edit === undefined ? [] : [{ title: mend.title, edits: [edit] }];
}

function editOf(mend: Mend, locate: Locate, text: string): TextEdit | undefined {
  switch (mend.type) {
    case "rename_key": {
      const range = locate(mend.at, "key");
      return range === undefined ? undefined : { range, text: mend.to };
    }
    case "replace_value": {
      const range = locate(mend.at, "value");
      return range === undefined ? undefined : { range, text: mend.text };
    }
    case "quote_value": {
      const range = locate(mend.at, "value");
      return range === undefined ? undefined : { range, text: `'${text.slice(range.start, range.end)}'` };
    }
    case "remove": {
      const range = locate(mend.at, "entry");
      if (range === undefined) return undefined;
      const lineStart = text.lastIndexOf("\n", range.start - 1) + 1;
      const lineEnd = text.indexOf("\n", range.end);
      const alone =
        text.slice(lineStart, range.start).trim() === "" &&
        text.slice(range.end, lineEnd === -1 ? undefined : lineEnd).trim() === "";
      return alone
        ? { range: { start: lineStart, end: lineEnd === -1 ? text.length : lineEnd + 1 }, text: "" }
        : undefined;
    }
  }
}
