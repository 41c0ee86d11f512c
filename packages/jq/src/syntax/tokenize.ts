// Splits a jq program into tokens with ranges, for the parser and for highlighting in an editor.
// Never throws: what cannot be read becomes an `invalid` token, and every character belongs to one token or is white space.

/** What a token is; string pieces are separate tokens because programs nest inside strings. */
export type TokenKind =
  | "identifier"
  | "keyword"
  | "field"
  | "variable"
  | "number"
  | "format"
  | "operator"
  | "punctuation"
  | "string-start"
  | "string-text"
  | "string-end"
  | "interpolation-start"
  | "interpolation-end"
  | "comment"
  | "invalid";

/** One token; `text` is exactly the program's text from `start` to `end` (UTF-16 offsets). */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** jq's reserved words. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  "as import include module def if then else elif and or end reduce foreach try catch label break __loc__".split(" "),
);

const OPERATORS = ["?//=", "?//", "//=", "!=", "==", "//", "|=", "+=", "-=", "*=", "/=", "%=", "<=", ">=", ".."];
const SINGLE = new Set("?=|+-*/%<>.");
const PUNCTUATION = new Set(";,:$");
const IDENTIFIER = /(?:[a-zA-Z_][a-zA-Z_0-9]*::)*[a-zA-Z_][a-zA-Z_0-9]*/y;
const FIELD = /\.[a-zA-Z_][a-zA-Z_0-9]*/y;
const NUMBER = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const FORMAT = /@[a-zA-Z0-9_]+/y;
const SPACE = /[ \r\n\t]+/y;
const TEXT = /(?:[^\\"]|\\[^(])+/y;

function match(pattern: RegExp, program: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(program)?.[0];
}

/** Where a comment ends: at a line break that is not escaped by an odd number of backslashes. */
function endOfComment(program: string, at: number): number {
  let end = at;
  while (end < program.length && program[end] !== "\n") {
    if (program[end] === "\\" && program[end + 1] === "\r" && program[end + 2] === "\n") end += 3;
    else if (program[end] === "\\" && end + 1 < program.length) end += 2;
    else end += 1;
  }
  return end;
}

const CLOSER: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Returns all tokens of `program`, comments included, in order. */
export function tokenize(program: string): Token[] {
  const tokens: Token[] = [];
  // Open brackets; '"' stands for an interpolation, whose closing parenthesis returns to the string's text.
  const open: string[] = [];
  let at = 0;
  let inString = false;
  const push = (kind: TokenKind, length: number): void => {
    tokens.push({ kind, text: program.slice(at, at + length), start: at, end: at + length });
    at += length;
  };
  while (at < program.length) {
    const char = program[at] ?? "";
    if (inString) {
      if (char === '"') {
        inString = false;
        push("string-end", 1);
      } else if (char === "\\" && program[at + 1] === "(") {
        inString = false;
        open.push('"');
        push("interpolation-start", 2);
      } else {
        const text = match(TEXT, program, at);
        if (text === undefined) push("invalid", 1);
        else push("string-text", text.length);
      }
      continue;
    }
    const space = match(SPACE, program, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    if (char === "#") {
      push("comment", endOfComment(program, at) - at);
      continue;
    }
    if (char === '"') {
      inString = true;
      push("string-start", 1);
      continue;
    }
    if (char in CLOSER) {
      open.push(char);
      push("punctuation", 1);
      continue;
    }
    if (char === ")" || char === "]" || char === "}") {
      const opener = open.at(-1);
      if (opener === '"' && char === ")") {
        open.pop();
        push("interpolation-end", 1);
        inString = true;
      } else if (opener !== undefined && CLOSER[opener] === char) {
        open.pop();
        push("punctuation", 1);
      } else {
        push("invalid", 1);
      }
      continue;
    }
    const number = match(NUMBER, program, at);
    if (number !== undefined) {
      push("number", number.length);
      continue;
    }
    const field = match(FIELD, program, at);
    if (field !== undefined) {
      push("field", field.length);
      continue;
    }
    const identifier = match(IDENTIFIER, program, at);
    if (identifier !== undefined) {
      push(KEYWORDS.has(identifier) && identifier !== "__loc__" ? "keyword" : "identifier", identifier.length);
      continue;
    }
    if (char === "$") {
      const name = match(IDENTIFIER, program, at + 1);
      push(name === undefined ? "punctuation" : "variable", 1 + (name?.length ?? 0));
      continue;
    }
    const format = match(FORMAT, program, at);
    if (format !== undefined) {
      push("format", format.length);
      continue;
    }
    const operator = OPERATORS.find((candidate) => candidate !== "?//=" && program.startsWith(candidate, at));
    if (operator !== undefined) push("operator", operator.length);
    else if (SINGLE.has(char)) push("operator", 1);
    else if (PUNCTUATION.has(char)) push("punctuation", 1);
    else push("invalid", char.codePointAt(0) === program.codePointAt(at) ? 1 : 2);
  }
  return tokens;
}
