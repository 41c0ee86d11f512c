// Where the quote or bracket stands that is still open at an offset of a broken text. A light scan, not a parser: it only
// has to be right about texts that are right up to the mistake.

/** The offset of the quote that is open at `offset`, else of the innermost open bracket, else undefined. */
export function unclosedOpening(text: string, offset: number): number | undefined {
  const open: number[] = [];
  let at = 0;
  while (at < offset) {
    const character = text[at] ?? "";
    if (character === "#" && /^$|\s/.test(text[at - 1] ?? "")) at = lineEnd(text, at);
    else if ((character === '"' || character === "'") && beginsValue(text, at)) {
      const close = closingQuote(text, at, character);
      if (close === undefined || close >= offset) return at;
      at = close + 1;
    } else if ((character === "|" || character === ">") && open.length === 0 && beginsValue(text, at)) {
      at = blockEnd(text, at);
    } else {
      if ((character === "[" || character === "{") && (open.length > 0 || beginsValue(text, at))) open.push(at);
      else if (character === "]" || character === "}") open.pop();
      at++;
    }
  }
  return open.at(-1);
}

function beginsValue(text: string, at: number): boolean {
  return /(^|[\n[{,]|[:?-][ \t])[ \t]*(?:[&!]\S*[ \t]+)*$/.test(text.slice(text.lastIndexOf("\n", at - 1) + 1, at));
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function closingQuote(text: string, at: number, quote: string): number | undefined {
  for (let i = at + 1; i < text.length; i++) {
    if (quote === '"' && text[i] === "\\") i++;
    else if (text[i] === quote) {
      if (quote === '"' || text[i + 1] !== "'") return i;
      i++;
    }
  }
  return undefined;
}

/** The end of a block scalar: the last line that is blank or indented deeper than the line of its header. */
function blockEnd(text: string, at: number): number {
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0].length ?? 0;
  let end = lineEnd(text, at);
  while (end < text.length) {
    const next = lineEnd(text, end + 1);
    const line = text.slice(end + 1, next);
    if (line.trim() !== "" && line.length - line.trimStart().length <= indent) break;
    end = next;
  }
  return end;
}
