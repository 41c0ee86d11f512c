// Finds the `jq(…)` and `js(…)` of a Direktiv string. The end of one is found by counting parentheses with no regard to
// string literals, as Direktiv does, so that what it read is what we read.

/** A piece of literal text, or a query with what stood between its parentheses. */
export type JxPart = string | { readonly language: "jq" | "js"; readonly text: string };

/** The pieces of a string in order, the surrounding white space removed; undefined where a parenthesis is not closed. */
export function splitJx(given: string): readonly JxPart[] | undefined {
  const text = given.trim();
  const parts: JxPart[] = [];
  const start = /j[qs]\(/g;
  let from = 0;
  for (;;) {
    start.lastIndex = from;
    const found = start.exec(text);
    if (found === null) break;
    const end = closingAt(text, found.index + found[0].length);
    if (end === undefined) return undefined;
    if (found.index > from) parts.push(text.slice(from, found.index));
    parts.push({
      language: found[0] === "js(" ? "js" : "jq",
      text: text.slice(found.index + found[0].length, end),
    });
    from = end + 1;
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from));
  return parts;
}

function closingAt(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
