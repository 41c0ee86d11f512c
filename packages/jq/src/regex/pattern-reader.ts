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

  /** Reads `p{Name}` or `P{Name}` after a backslash; without a brace they are letters. */
  property(lookUp: (name: string) => CodePointTest | undefined): CodePointTest | undefined {
    if (this.match(/[pP]\{/y) === undefined) return undefined;
    const found = this.match(/([pP])\{(\^?)([^}]*)\}/y);
    if (found === undefined) throw new RegexSyntaxError("end pattern with unmatched parenthesis");
    this.skip(found[0].length);
    const test = lookUp(found[3] ?? "");
    if (test === undefined) throw new RegexSyntaxError(`invalid character property name {${found[3] ?? ""}}`);
    return (found[1] === "P") === (found[2] === "^") ? test : negate(test);
  }

  /** Reads what follows a backslash as characters: one, or those of `x{…}`, which may list several. */
  escapedCharacters(): string {
    const wide = this.match(/x\{([0-9a-fA-F]{1,8}(?: +[0-9a-fA-F]{1,8})*)\}|o\{([0-7]{1,11})\}/y);
    if (wide !== undefined) {
      this.skip(wide[0].length);
      const codes = wide[1] === undefined ? [Number.parseInt(wide[2] ?? "", 8)] : hexCodes(wide[1]);
      return codes.map((code) => (code > 0x10ffff ? NO_CHARACTER : String.fromCodePoint(code))).join("");
    }
    if (this.match(/o\{\d/y) !== undefined) throw new RegexSyntaxError("too long wide-char value");
    const byte = this.byte();
    if (byte !== undefined) return byte < 128 ? String.fromCodePoint(byte) : this.bytes(byte);
    if (this.accept("c")) {
      if (this.isAtEnd) throw new RegexSyntaxError("end pattern at control");
      if (this.accept("?")) return "\u007f";
      this.accept("\\");
      return String.fromCodePoint((this.take().codePointAt(0) ?? 0) & 0x9f);
    }
    const char = this.take();
    return CONTROL[char] ?? char;
  }

  /** Reads `xHH` or up to three octal digits. */
  private byte(): number | undefined {
    const octal = this.match(/0[0-7]{0,2}|[1-3][0-7]{0,2}|[4-7][0-7]?/y);
    const found = octal ?? this.match(/x(?!\{|$)([0-9a-fA-F]{0,2})/y);
    if (found === undefined) return undefined;
    this.skip(found[0].length);
    return octal === undefined ? Number.parseInt(`0${found[1] ?? ""}`, 16) : Number.parseInt(octal[0], 8);
  }

  /** Bytes above 127 are those of UTF-8: reads the rest of a character's. */
  private bytes(lead: number): string {
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4) throw new RegexSyntaxError("invalid code point value");
    let code = lead & (0x7f >> length);
    for (let count = 1; count < length; count += 1) {
      const next = this.accept("\\") ? this.byte() : undefined;
      if (next === undefined) throw new RegexSyntaxError("too short multibyte code string");
      if (next >> 6 !== 2) throw new RegexSyntaxError("invalid code point value");
      code = (code << 6) | (next & 0x3f);
    }
    return String.fromCodePoint(code);
  }
}

/** Stands for a code point beyond Unicode, which no text has. */
const NO_CHARACTER = "\udfff";

function hexCodes(list: string): readonly number[] {
  return list.split(/ +/).map((code) => Number.parseInt(code, 16));
}
