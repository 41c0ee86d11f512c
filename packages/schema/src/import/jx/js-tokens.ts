// The words of a small part of JavaScript: names, numbers, texts without escapes beyond the plain ones, and marks.

export interface JsToken {
  readonly kind: "word" | "number" | "text" | "mark";
  /** Of a text: what it means. */
  readonly text: string;
  /** True where it is the first on its line. */
  readonly isFirst: boolean;
}

const TOKEN =
  /\s+|(?<word>[A-Za-z_$][\w$]*)|(?<number>(?:0|[1-9]\d*)(?:\.\d+)?)(?![\w.])|(?<text>"(?:[^"\\\n]|\\["\\/bfnrt])*"|'(?:[^'\\\n]|\\['\\/bfnrt])*')|(?<mark>===|!==|=>|<=|>=|\+\+|--|&&|\|\||[-+*/<>=!?:;,.[\](){}])/y;

/** The words in order, or undefined where something else is in the text. */
export function readJsTokens(text: string): readonly JsToken[] | undefined {
  const tokens: JsToken[] = [];
  TOKEN.lastIndex = 0;
  let isFirst = false;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    const groups = match?.groups;
    if (match === null || groups === undefined) return undefined;
    if (match[0].trim() === "" && match[0].includes("\n")) isFirst = true;
    const { word, number, text: quoted, mark } = groups;
    if (word !== undefined) tokens.push({ kind: "word", text: word, isFirst });
    else if (number !== undefined) tokens.push({ kind: "number", text: number, isFirst });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: meaning(quoted), isFirst });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark, isFirst });
    else continue;
    isFirst = false;
  }
  return tokens;
}

const ESCAPED: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function meaning(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(.)/g, (_, escaped: string) => ESCAPED[escaped] ?? escaped);
}
