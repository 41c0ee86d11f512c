// A fresh planning over a parsed text.

import type { Planning } from "./planning.ts";
import type { Source } from "./source.ts";
import { textLines } from "./text-lines.ts";
import { textStyle } from "./text-style.ts";

/** Without edits; `literals` as in `TextStyle`. */
export function planningOf({ text, root }: Pick<Source, "text" | "root">, literals: boolean): Planning {
  return {
    text,
    root,
    lines: textLines(text),
    style: { ...textStyle(text, root), literals },
    edits: [],
    extents: new Map(),
  };
}
