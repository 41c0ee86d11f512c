// A diagnostic as a person reads it: where, what, and the line with the place marked.

import type { Diagnostic, Source } from "@ironweave/schema";

const MAX_COLUMNS = 160;
const COLOURS = { error: 31, warning: 33, info: 36 } as const;

/** `file:line:col severity code message`, and the line of the text with the span underlined. Ends with a line break. */
export function formatDiagnostic(file: string, source: Source, diagnostic: Diagnostic, isColoured: boolean): string {
  const { code, severity, message, range } = diagnostic;
  const { line, column } = source.position(range.start);
  const paint = (text: string) => (isColoured ? `\u001b[${COLOURS[severity]}m${text}\u001b[0m` : text);
  const header = `${file}:${line}:${column} ${paint(severity)} ${code} ${message}\n`;
  const whole = lineAt(source.text, range.start);
  if (whole.trim() === "") return header;
  // Of a very long line, what is around the mark.
  const from = column > MAX_COLUMNS ? column - MAX_COLUMNS / 2 : 1;
  const text = whole.slice(from - 1, from - 1 + MAX_COLUMNS);
  const margin = String(line).padStart(5);
  const end = Math.min(range.end - range.start, text.length - (column - from));
  const mark = `${text.slice(0, column - from).replaceAll(/[^\t]/gu, " ")}${"^".repeat(Math.max(1, end))}`;
  return `${header}${margin} | ${text}\n${" ".repeat(5)} | ${paint(mark)}\n`;
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/u, "");
}
