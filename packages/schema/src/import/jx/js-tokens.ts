// The words of a small part of JavaScript: names, numbers, texts without escapes beyond the plain ones, and marks.

export interface JsToken {
  readonly kind: "word" | "number" | "text" | "mark";
  /** Of a text: what it means. */
  readonly text: string;
}

const TOKEN =
  /\s+|(?<word>[A-Za-z_$][\w$]*)|(?<number>(?:0|[1-9]\d*)(?:\.\d+)?)(?![\w.])|(?<text>"(?:[^"\\\n]|\\["\\/bfnrt])*"|'(?:[^'\\\n]|\\['\\/bfnrt])*')|(?<mark>===|!==|<=|>=|&&|\|\||[-+*/<>!?:;,.[\](){}])/y;

/** The words in order, or undefined where something else is in the text. */
export function readJsTokens(text: string): readonly JsToken[] | undefined {
  const tokens: JsToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const { word, number, text: quoted, mark } = groups;
    if (word !== undefined) tokens.push({ kind: "word", text: word });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: meaning(quoted) });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark });
  }
  return tokens;
}

const ESCAPED: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function meaning(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(.)/g, (_, escaped: string) => ESCAPED[escaped] ?? escaped);
}
