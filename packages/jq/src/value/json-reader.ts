// A JSON reader with jq's tolerance and jq's error messages, used when the platform's strict parser refuses a text.
// A stack of open containers instead of recursion, so that depth is data.
import { raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { setOwn, type MutableObject } from "./kinds.ts";
import { utf8Length } from "./text.ts";

type Open =
  | { readonly kind: "array"; readonly items: Json[] }
  | { readonly kind: "object"; readonly fields: MutableObject; key: string | undefined };

const WORD: Readonly<Record<string, Json>> = { true: true, false: false, null: null };
const NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Reads exactly one value from a text. */
export class JsonReader {
  private readonly text: string;
  private readonly open: Open[] = [];
  private next: Json | undefined;
  private done: Json | undefined;
  private literal = "";
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Returns the value or raises. */
  read(): Json {
    while (this.at < this.text.length) {
      const char = this.text[this.at] ?? "";
      if (char === '"') {
        this.endLiteral();
        this.settle();
        this.readString();
      } else if (/[ \t\r\n]/.test(char)) {
        this.endLiteral();
      } else if (/[[\]{}:,]/.test(char)) {
        this.endLiteral();
        this.settle();
        this.structure(char);
      } else {
        this.literal += char;
      }
      this.at += 1;
      this.settle();
    }
    this.endLiteral("EOF ");
    if (this.open.length > 0) this.fail("Unfinished JSON term", "EOF ");
    this.settle();
    return this.done ?? this.raiseWith("Expected JSON value");
  }

  private settle(): void {
    if (this.open.length > 0 || this.next === undefined) return;
    if (this.done !== undefined) this.raiseWith("Unexpected extra JSON values");
    this.done = this.next;
    this.next = undefined;
  }

  private raiseWith(message: string): never {
    return raise(`${message} (while parsing '${this.text}')`);
  }

  private fail(message: string, where = ""): never {
    const before = this.text.slice(0, where === "" ? this.at + 1 : this.at);
    const lines = before.split("\n");
    const column = utf8Length(lines.at(-1) ?? "");
    return this.raiseWith(`${message} at ${where === "" ? "" : "EOF at "}line ${lines.length}, column ${column}`);
  }

  private value(value: Json): void {
    if (this.next !== undefined) this.fail("Expected separator between values");
    this.next = value;
  }

  private endLiteral(where = ""): void {
    const word = this.literal;
    if (word === "") return;
    const fail = (message: string): never => this.fail(message, where);
    this.literal = "";
    if (word.startsWith("'")) fail("Invalid string literal; expected \", but got '");
    const isWord = word.startsWith("t") || word.startsWith("f") || word.startsWith("nu");
    if (isWord) {
      if (!Object.hasOwn(WORD, word)) fail("Invalid literal");
      this.value(WORD[word] ?? null);
    } else if (/^-?nan$/i.test(word)) {
      this.value(Number.NaN);
    } else if (/^[+-]?inf(inity)?$/i.test(word)) {
      this.value(word.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
    } else {
      if (!NUMBER.test(word)) fail("Invalid numeric literal");
      this.value(Number(word));
    }
  }

  private structure(char: string): void {
    const top = this.open.at(-1);
    switch (char) {
      case "[":
        if (this.next !== undefined) this.fail("Expected separator between values");
        this.open.push({ kind: "array", items: [] });
        return;
      case "{":
        if (this.next !== undefined) this.fail("Expected separator between values");
        this.open.push({ kind: "object", fields: {}, key: undefined });
        return;
      case ":":
        this.colon(top);
        return;
      case ",":
        this.comma(top);
        return;
      default:
        this.close(char, top);
    }
  }

  private colon(top: Open | undefined): void {
    if (this.next === undefined) this.fail("Expected string key before ':'");
    if (top?.kind !== "object" || top.key !== undefined) this.fail("':' not as part of an object");
    else if (typeof this.next !== "string") this.fail("Object keys must be strings");
    else top.key = this.next;
    this.next = undefined;
  }

  private comma(top: Open | undefined): void {
    if (this.next === undefined) this.fail("Expected value before ','");
    if (top === undefined) this.fail("',' not as part of an object or array");
    else this.addTo(top);
  }

  private addTo(top: Open): void {
    const value = this.next ?? null;
    if (top.kind === "array") {
      top.items.push(value);
    } else {
      if (top.key === undefined) this.fail("Objects must consist of key:value pairs");
      setOwn(top.fields, top.key, value);
      top.key = undefined;
    }
    this.next = undefined;
  }

  private close(char: string, top: Open | undefined): void {
    const kind = char === "]" ? "array" : "object";
    if (top === undefined || top.kind !== kind) return this.fail(`Unmatched '${char}'`);
    if (this.next !== undefined) {
      this.addTo(top);
    } else if (top.kind === "array" ? top.items.length > 0 : Object.keys(top.fields).length > 0) {
      this.fail(top.kind === "array" ? "Expected another array element" : "Expected another key-value pair");
    } else if (top.kind === "object" && top.key !== undefined) {
      this.fail("Unmatched '}'");
    }
    this.open.pop();
    this.next = top.kind === "array" ? top.items : top.fields;
  }

  private readString(): void {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    if (end >= this.text.length) {
      this.at = this.text.length;
      this.fail("Unfinished string", "EOF ");
    }
    this.at = end;
    this.value(this.decode(this.text.slice(start + 1, end)));
  }

  private decode(raw: string): string {
    let text = "";
    for (let at = 0; at < raw.length; at += 1) {
      const char = raw[at] ?? "";
      if (char < " ") this.fail("Invalid string: control characters from U+0000 through U+001F must be escaped");
      if (char !== "\\") {
        text += char;
        continue;
      }
      at += 1;
      const escape = raw[at] ?? "";
      if (escape === "u") {
        const hex = raw.slice(at + 1, at + 5);
        if (hex.length < 4) this.fail("Invalid \\uXXXX escape");
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.fail("Invalid characters in \\uXXXX escape");
        text += String.fromCharCode(Number.parseInt(hex, 16));
        at += 4;
      } else {
        text += ESCAPES[escape] ?? this.fail("Invalid escape");
      }
    }
    return text.toWellFormed();
  }
}
