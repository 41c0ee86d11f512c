// Offsets to lines and back. Knows both kinds of line break; a line's end is before its break.

/** Line table of a text. Lines count from 0 here; `Source.position` adds one. */
export interface TextLines {
  readonly count: number;
  lineAt(offset: number): number;
  start(line: number): number;
  /** Offset of the line break that ends the line, or of the end of the text. */
  end(line: number): number;
  /** Offset after the line break. */
  next(line: number): number;
}

/** The line table of a text, built once in one pass. */
export function textLines(text: string): TextLines {
  // A byte order mark is no part of the first line, so that it takes no column and is never cut out with it.
  const starts = [text.startsWith("\uFEFF") ? 1 : 0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const next = (line: number): number => starts[line + 1] ?? text.length;
  return {
    count: starts.length,
    next,
    start: (line) => starts[line] ?? text.length,
    end: (line) => {
      let end = next(line);
      if (text[end - 1] === "\n" && line + 1 < starts.length) end--;
      if (text[end - 1] === "\r" && end > (starts[line] ?? 0)) end--;
      return end;
    },
    lineAt: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}
