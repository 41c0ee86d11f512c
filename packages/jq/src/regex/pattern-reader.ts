// A cursor over the text of a regular expression, with what escapes mean inside and outside of classes.
import { negate } from "./code-point-class.ts";
import type { CodePointTest } from "./regex-node.ts";

/** A malformed pattern; the message is Oniguruma's. */
export class RegexSyntaxError extends Error {}

const CONTROL: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  f: "\f",
  v: "\v",
  a: "\u0007",
  e: "\u001b",
};

/** Reads a pattern character by character. */
export class PatternReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    const code = this.text.codePointAt(this.at);
    return code === undefined ? "" : String.fromCodePoint(code);
  }

  take(): string {
    const char = this.peek();
    this.at += char.length;
    return char;
  }

  is(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += text.length;
    return true;
  }

  skip(length: number): void {
    this.at += length;
  }

  /** Matches a sticky pattern here, without moving. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }

  /** Returns the text up to `end`, or to the end of the pattern. */
  find(end: string): string {
    const found = this.text.indexOf(end, this.at);
    return this.text.slice(this.at, found < 0 ? this.text.length : found);
  }

  /** Reads `p{Name}` or `P{Name}` after a backslash. */
  property(lookUp: (name: string) => CodePointTest | undefined): CodePointTest {
    const found = this.match(/([pP])\{(\^?)([^}]*)\}/y);
    if (found === undefined) throw new RegexSyntaxError("invalid character property name {p}");
    this.skip(found[0].length);
    const test = lookUp(found[3] ?? "");
    if (test === undefined) throw new RegexSyntaxError(`invalid character property name {${found[3] ?? ""}}`);
    return (found[1] === "P") === (found[2] === "^") ? test : negate(test);
  }

  /** Reads what follows a backslash as one character. */
  escapedCharacter(): string {
    const hex = this.match(/x\{([0-9a-fA-F]{1,8})\}|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})/y);
    if (hex !== undefined) {
      this.skip(hex[0].length);
      const code = Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "0", 16);
      if (code > 0x10ffff) throw new RegexSyntaxError("too big wide-char value");
      return String.fromCodePoint(code);
    }
    const octal = this.match(/0[0-7]{0,2}|[1-3][0-7]{2}/y);
    if (octal !== undefined) {
      this.skip(octal[0].length);
      return String.fromCodePoint(Number.parseInt(octal[0], 8));
    }
    const char = this.take();
    return CONTROL[char] ?? char;
  }
}
