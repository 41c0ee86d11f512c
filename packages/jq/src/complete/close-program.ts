// What is missing at the end of an unfinished program, so that it can be read: brackets, quotes, the rest of `if`, `reduce` and `def`.
// A guess that the parser judges; it never throws.
import { tokenize } from "../syntax/tokenize.ts";

const ENDS: Readonly<Record<string, string>> = {
  '"': '"',
  "\\(": ")",
  "(": ")",
  "[": "]",
  "{": "}",
  if: " then . else . end",
  then: " end",
  fold: " as $item (.; .)",
  "fold as": " (.; .)",
  "fold (": "; .)",
  def: ": .; .",
  "def :": "; .",
};

/** The text that closes what `program` leaves open, innermost first; empty where nothing is open. */
export function closingOf(program: string): string {
  const open: string[] = [];
  const top = (): string | undefined => open.at(-1);
  const become = (from: string, to: string): void => {
    if (top() === from) open[open.length - 1] = to;
  };
  const closeUntil = (opener: string): void => {
    const at = open.lastIndexOf(opener);
    if (at !== -1) open.length = at;
  };
  let previous = "";
  for (const { kind, text } of tokenize(program)) {
    // After `{` and its commas a word is a key, whatever it means elsewhere.
    const isKey = top() === "{" && (previous === "{" || previous === ",");
    previous = text;
    if (kind === "string-start") open.push('"');
    else if (kind === "string-end") closeUntil('"');
    else if (kind === "interpolation-start") open.push("\\(");
    else if (kind === "interpolation-end") closeUntil("\\(");
    else if (kind === "punctuation") punctuation(text);
    else if (kind === "keyword" && !isKey) keyword(text);
  }
  return open
    .toReversed()
    .map((each) => ENDS[each] ?? "")
    .join("");

  function punctuation(text: string): void {
    switch (text) {
      case "(":
        if (top() === "fold as") become("fold as", "fold (");
        else open.push("(");
        return;
      case "[":
      case "{":
        open.push(text);
        return;
      case ")": {
        const plain = open.lastIndexOf("(");
        const fold = open.lastIndexOf("fold (");
        open.length = Math.max(plain, fold, 0);
        return;
      }
      case "]":
        return closeUntil("[");
      case "}":
        return closeUntil("{");
      case ";":
        // Of a fold only the first one counts; afterwards its parenthesis is like any other.
        if (top() === "fold (") become("fold (", "(");
        else if (top() === "def :") open.pop();
        return;
      case ":":
        return become("def", "def :");
      default:
    }
  }

  function keyword(text: string): void {
    switch (text) {
      case "if":
        open.push("if");
        return;
      case "then":
        return become("if", "then");
      case "elif":
        return become("then", "if");
      case "end":
        if (top() === "then") open.pop();
        return;
      case "reduce":
      case "foreach":
        open.push("fold");
        return;
      case "as":
        return become("fold", "fold as");
      case "def":
        open.push("def");
        return;
      default:
    }
  }
}
