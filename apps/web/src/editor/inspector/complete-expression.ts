// Completion of jq where it stands in other text: a field of the form, or YAML. One function for both; what may be written in a program
// is told by `completeJq` alone. Pure.

import { completeJq, tokenize, type CompleteOptions, type JqCompletion } from "@ironweave/jq";

/** A program inside of a text, by offsets. */
export interface ProgramRange {
  readonly start: number;
  readonly end: number;
  /** True where the `}` that ends it is not there (yet). */
  readonly isOpen: boolean;
}

/**
 * The program that an offset lies in: between `${` and its `}`, or the whole text where `isBare` says that a text without them is a
 * program too. Undefined where the text there is no program.
 */
export function programAround(text: string, offset: number, isBare: boolean): ProgramRange | undefined {
  const opened = offset < 2 ? -1 : text.lastIndexOf("${", offset - 2);
  if (opened === -1) {
    const isProgram = isBare && !text.trimStart().startsWith("${");
    return isProgram ? { start: 0, end: text.length, isOpen: false } : undefined;
  }
  const start = opened + 2;
  const closing = tokenize(text.slice(start)).find(({ kind, text: token }) => kind === "invalid" && token === "}");
  if (closing !== undefined)
    return start + closing.start >= offset ? { start, end: start + closing.start, isOpen: false } : undefined;
  const lineEnd = text.indexOf("\n", offset);
  return { start, end: lineEnd === -1 ? text.length : lineEnd, isOpen: true };
}

/** Offers for an offset of the text; the range is one of the text. */
export function completeExpression(
  text: string,
  offset: number,
  options: CompleteOptions & { readonly isBare: boolean },
): JqCompletion | undefined {
  const range = programAround(text, offset, options.isBare);
  if (range === undefined) return undefined;
  const program = text.slice(range.start, range.end);
  const completion = completeJq(program, offset - range.start, options);
  if (completion === undefined) return undefined;
  return {
    ...completion,
    start: completion.start + range.start,
    end: completion.end + range.start,
    // An expression that was opened a moment ago is begun.
    isBegun: completion.isBegun || (range.start > 0 && program.trim() === ""),
  };
}
