// Where a text stops being JSON. Engines no longer tell the position for short texts, and people need it. Pure.

// Each pattern repeats single characters only: a repeated group would overflow the engine's stack on a string of megabytes.
const SPACE = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// JSON forbids control characters in strings, so the pattern must name them.
// oxlint-disable-next-line no-control-regex -- naming control characters is the purpose
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

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
  const takeString = (): boolean => {
    const start = at;
    if (text[at] !== '"') return false;
    at += 1;
    do take(PLAIN);
    while (take(ESCAPE));
    if (text[at] === '"') {
      at += 1;
      return true;
    }
    at = start;
    return false;
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
      if (!takeString()) return at;
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
    } else if (takeString() || take(SCALAR)) expected = "after";
    else return at;
  }
}
