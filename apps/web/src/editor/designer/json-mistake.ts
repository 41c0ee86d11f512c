// Where a text stops being JSON. Engines no longer tell the position for short texts, and people need it. Pure.

const SPACE = /[ \t\n\r]*/y;
// JSON forbids control characters in strings, so the patterns must name them.
/* oxlint-disable no-control-regex -- naming control characters is the purpose */
const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const KEY = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
/* oxlint-enable no-control-regex */

/** The offset of the first character that cannot stand there (the text's length where more was expected). */
export function jsonMistakeOffset(text: string): number | undefined {
  const closers: ("}" | "]")[] = [];
  let at = 0;
  let expected: "value" | "key" | "after" = "value";
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  for (;;) {
    take(SPACE);
    const char = text[at];
    const inner = closers.at(-1);
    if (expected === "after") {
      if (inner === undefined) return char === undefined ? undefined : at;
      if (char === inner) closers.pop();
      else if (char === ",") expected = inner === "}" ? "key" : "value";
      else return at;
      at += 1;
    } else if (expected === "key") {
      if (!take(KEY)) return at;
      take(SPACE);
      if (text[at] !== ":") return at;
      at += 1;
      expected = "value";
    } else if (char === "{" || char === "[") {
      at += 1;
      take(SPACE);
      const closer = char === "{" ? "}" : "]";
      if (text[at] === closer) {
        at += 1;
        expected = "after";
      } else {
        closers.push(closer);
        expected = char === "{" ? "key" : "value";
      }
    } else if (take(SCALAR)) expected = "after";
    else return at;
  }
}
