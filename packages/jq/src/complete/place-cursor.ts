// Which part of a text is being written at an offset, and the text with a mark in its place. Tokens only; the tree tells what it is.
import { tokenize, type Token } from "../syntax/tokenize.ts";

/** Stands where the cursor is; a name that nobody writes. */
export const MARK = "__cursor_is_here__";

/** What is written at the cursor. */
export interface CursorPlace {
  /** What an offer replaces. */
  readonly start: number;
  readonly end: number;
  /** What is there before the cursor, without its dot, `$` or `@`. */
  readonly typed: string;
  readonly mark: string;
  readonly isBegun: boolean;
}

const AFTER_TERM = new Set(["]", ")", "}", "?", '"']);

/** The place at an offset; undefined where nothing can be completed: in comments, in numbers, in texts of no key. */
export function placeCursor(program: string, offset: number): CursorPlace | undefined {
  const tokens = tokenize(program);
  const at = tokens.findIndex(({ start, end }) => start < offset && offset <= end);
  const token = tokens[at];
  if (token === undefined) return emptyWord(offset);
  const { start, end, kind, text } = token;
  const typed = (from: number): string => program.slice(from, offset);
  switch (kind) {
    case "field":
      return { start, end, typed: typed(start + 1), mark: `.${MARK}`, isBegun: true };
    case "identifier":
    case "keyword":
      return { start, end, typed: typed(start), mark: MARK, isBegun: true };
    case "variable":
      return { start, end, typed: typed(start + 1), mark: `$${MARK}`, isBegun: true };
    case "format":
      return { start, end, typed: typed(start + 1), mark: `@${MARK}`, isBegun: true };
    case "string-text":
      return { start, end, typed: typed(start), mark: MARK, isBegun: true };
    case "string-start":
      return emptyKey(tokens[at + 1], offset);
    case "number":
    case "comment":
      return undefined;
    default:
      return placeAfter(text, start, offset, program[offset]);
  }
}

function placeAfter(text: string, start: number, offset: number, next: string | undefined): CursorPlace | undefined {
  if (text === ".") {
    const goesOn = next === '"' || next === "[" || next === ".";
    return goesOn ? undefined : { start, end: offset, typed: "", mark: `.${MARK}`, isBegun: true };
  }
  if (text === "$" || text === "@") return { start, end: offset, typed: "", mark: `${text}${MARK}`, isBegun: true };
  if (text === "..") return undefined;
  if (AFTER_TERM.has(text)) return { start: offset, end: offset, typed: "", mark: `.${MARK}`, isBegun: false };
  return emptyWord(offset);
}

function emptyWord(offset: number): CursorPlace {
  return { start: offset, end: offset, typed: "", mark: ` ${MARK} `, isBegun: false };
}

function emptyKey(next: Token | undefined, offset: number): CursorPlace {
  const end = next?.kind === "string-text" ? next.end : offset;
  return { start: offset, end, typed: "", mark: MARK, isBegun: true };
}
