// The first mistake that stops the reader, as one diagnostic at the line where the mistake is. What follows it would be
// guesswork, so nothing else is said.

import { YAMLException } from "js-yaml";
import type { Diagnostic, TextEdit, TextRange } from "../diagnostic.ts";
import { lineMistake } from "./line-mistake.ts";
import { unclosedOpening } from "./unclosed-opening.ts";

/** Codes and sentences by the reader's reason; what is not listed is `yaml_syntax`. */
const KINDS: readonly (readonly [RegExp, string, string])[] = [
  [/tab character/i, "yaml_tab", "a tab may not indent a line; use blanks"],
  [/depth/i, "yaml_too_deep", "lists and maps nest more than 100 levels deep"],
  [/alias/i, "yaml_alias_unknown", "there is no such anchor above this alias"],
  [/indentation/i, "yaml_indentation", "this does not fit the indentation; a value that holds `: ` needs quotes"],
  [/document separator is expected/i, "yaml_indentation", "this belongs to nothing above it; check the indentation"],
  [/missed comma/i, "yaml_comma", "a comma is missing before this"],
];

/** Codes whose place and sentence the looks of the line tell better. */
const GUESSED: ReadonlySet<string> = new Set(["yaml_indentation", "yaml_comma"]);

/** The diagnostic of a thrown reading error. */
export function syntaxError(text: string, error: unknown): Diagnostic {
  if (!(error instanceof YAMLException)) return diagnostic("yaml_syntax", `not YAML: ${String(error)}`, 0);
  const at = Math.max(0, Math.min(error.mark?.position ?? 0, text.length));
  const tab = indentingTab(text, at);
  if (tab !== undefined) {
    const found = diagnostic("yaml_tab", "a tab may not indent a line; use blanks", tab, tab + 1);
    return { ...found, fixes: [{ title: "Use blanks in place of tabs", edits: blanksForTabs(text) }] };
  }
  const separating = /deficient indentation/.test(error.reason) ? separatingTab(text, at) : undefined;
  if (separating !== undefined) {
    const message = "a tab may not stand before what opens with a bracket; use a blank";
    const fix = { title: "Use a blank", edits: [{ range: separating, text: " " }] };
    return { ...diagnostic("yaml_tab", message, separating.start, separating.end), fixes: [fix] };
  }
  if (/end of the stream within|deficient indentation/.test(error.reason)) {
    const open = unclosedOpening(text, at);
    if (open !== undefined) return diagnostic("yaml_unclosed", `this ${text[open]} is never closed`, open, open + 1);
  }
  if (text[at] === "@" || text[at] === "`") {
    const written = /^[^\r\n]*?(?=\s*$|\s+#)/mu.exec(text.slice(at))?.[0] ?? "";
    const range = { start: at, end: at + written.length };
    const fix = { title: "Put in quotes", edits: [{ range, text: `'${written.replaceAll("'", "''")}'` }] };
    const message = `a value may not begin with ${text[at]}; put it in quotes`;
    return { ...diagnostic("yaml_reserved_character", message, at, at + 1), fixes: [fix] };
  }
  const [, code, message] = KINDS.find(([pattern]) => pattern.test(error.reason)) ?? [];
  const mistake = code === undefined || GUESSED.has(code) ? lineMistake(text, at) : undefined;
  if (mistake !== undefined) return { code: code ?? "yaml_syntax", severity: "error", reference: "", ...mistake };
  return diagnostic(code ?? "yaml_syntax", message ?? `not YAML: ${error.reason}`, at);
}

function diagnostic(code: string, message: string, start: number, end = start): Diagnostic {
  const range: TextRange = { start, end };
  return { code, severity: "error", message, reference: "", range };
}

/** Four blanks for each tab that indents a line: two would put what is below a list's item beside its name. */
function blanksForTabs(text: string): TextEdit[] {
  return [...text.matchAll(/^ *\t[ \t]*/gmu)].map((match) => ({
    range: { start: match.index, end: match.index + match[0].length },
    text: match[0].replaceAll("\t", "    "),
  }));
}

/** Offset of a tab among the blanks that begin the line of an offset. */
function indentingTab(text: string, at: number): number | undefined {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const tab = /^ *(?=\t)/.exec(text.slice(lineStart))?.[0].length;
  return tab === undefined ? undefined : lineStart + tab;
}

/** Blanks with a tab between a key or a dash and a bracket, before the offset on its line: the reader takes them for indentation. */
function separatingTab(text: string, at: number): TextRange | undefined {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const found = /(?<=[:-]) *\t[ \t]*(?=[[{])/u.exec(text.slice(lineStart, at));
  if (found === null) return undefined;
  return { start: lineStart + found.index, end: lineStart + found.index + found[0].length };
}
