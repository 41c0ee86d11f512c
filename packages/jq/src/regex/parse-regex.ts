// Reads a regular expression in the syntax jq uses (Oniguruma's, with Perl's named groups). Errors carry Oniguruma's texts.
import type { CodePointTest, ParsedRegex, RegexNode, RegexOptions } from "./regex-node.ts";
import { DIGIT, negate, SPACE, WORD } from "./code-point-class.ts";
import { foldCase, ignoringCase, longFolds } from "./fold-case.ts";
import { GroupTable } from "./group-table.ts";
import { parseClass } from "./parse-class.ts";
import { isAtInterval, parseQuantifier } from "./parse-quantifier.ts";
import { PatternReader, RegexSyntaxError } from "./pattern-reader.ts";
import { unicodeClass } from "./unicode-property.ts";

const MAX_NESTING = 200;
const NAME = /<([^>)]*)(>?)|'([^')]*)('?)/y;

/** Returns the tree of a pattern; throws RegexSyntaxError. */
export function parseRegex(pattern: string, options: RegexOptions): ParsedRegex {
  const parser = new Parser(pattern, options);
  return parser.parse();
}

class Parser {
  private readonly reader: PatternReader;
  private readonly groups = new GroupTable();
  /** Letters that were read with the atom and stand before it: a quantifier is of the last alone. */
  private readonly before: RegexNode[] = [];
  private options: RegexOptions;
  private nesting = 0;

  constructor(pattern: string, options: RegexOptions) {
    this.reader = new PatternReader(pattern);
    this.options = options;
  }

  parse(): ParsedRegex {
    const node = this.choice();
    if (!this.reader.isAtEnd) throw new RegexSyntaxError("unmatched close parenthesis");
    return this.groups.finish(node);
  }

  private choice(): RegexNode {
    const options = this.alternatives();
    const [first] = options;
    return options.length === 1 && first !== undefined ? first : { kind: "choice", options };
  }

  private alternatives(): RegexNode[] {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) throw new RegexSyntaxError("too deep nest level");
    const outer = this.options;
    const options = [this.sequence()];
    while (this.reader.accept("|")) options.push(this.sequence());
    this.options = outer;
    this.nesting -= 1;
    return options;
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      this.skipExtended();
      if (this.reader.isAtEnd || this.reader.is("|") || this.reader.is(")")) break;
      const atom = this.atom();
      for (const before of this.before.splice(0)) append(items, before);
      if (atom !== undefined) append(items, this.quantified(atom));
    }
    const [first] = items;
    return items.length === 1 && first !== undefined ? first : { kind: "sequence", items };
  }

  /** Skips comments, and in extended patterns what separates. */
  private skipExtended(): void {
    const { reader } = this;
    for (;;) {
      if (reader.accept("(?#")) {
        while (!reader.accept(")")) {
          if (reader.isAtEnd) throw new RegexSyntaxError("end pattern in group");
          if (reader.take() === "\\" && !reader.isAtEnd) reader.take();
        }
      } else if (this.options.extended && reader.accept("#")) {
        while (!reader.isAtEnd && reader.take() !== "\n");
      } else if (this.options.extended && /^\s$/.test(reader.peek())) {
        reader.take();
      } else {
        return;
      }
    }
  }

  private quantified(atom: RegexNode): RegexNode {
    let node = atom;
    for (;;) {
      this.skipExtended();
      const quantifier = parseQuantifier(this.reader);
      if (quantifier === undefined) return node;
      if (isUnrepeatable(node)) throw new RegexSyntaxError("target of repeat operator is invalid");
      node = { kind: "repeat", body: node, ...quantifier };
    }
  }

  private atom(): RegexNode | undefined {
    const { reader } = this;
    if (isAtInterval(reader)) throw new RegexSyntaxError("target of repeat operator is not specified");
    const char = reader.take();
    switch (char) {
      case "(":
        return this.group();
      case "[":
        return this.characterClass();
      case ".":
        return this.test(this.options.dotAll ? () => true : (code) => code !== 10);
      case "^":
        return { kind: "assert", assertion: this.options.singleLine ? "text-start" : "line-start" };
      case "$":
        return { kind: "assert", assertion: this.options.singleLine ? "text-end-or-last-newline" : "line-end" };
      case "\\":
        return this.escape();
      case "*":
      case "+":
      case "?":
        throw new RegexSyntaxError("target of repeat operator is not specified");
      default:
        return this.literal(char);
    }
  }

  private characterClass(): RegexNode {
    const { test, isNegated } = parseClass(this.reader);
    if (!this.options.ignoreCase) return this.test(isNegated ? negate(test) : test);
    const folded = ignoringCase(test);
    if (isNegated) return this.test(negate(folded));
    const long = longFolds(test).map((codes): RegexNode => ({ kind: "fold", codes }));
    return long.length === 0 ? this.test(folded) : { kind: "choice", options: [this.test(folded), ...long] };
  }

  private literal(char: string): RegexNode {
    const wanted = char.codePointAt(0) ?? 0;
    if (this.options.ignoreCase) return { kind: "fold", codes: foldCase(wanted) };
    return this.test((code) => code === wanted);
  }

  private test(test: CodePointTest): RegexNode {
    return { kind: "test", test };
  }

  private close(): void {
    if (!this.reader.accept(")")) throw new RegexSyntaxError("end pattern with unmatched parenthesis");
  }

  private group(): RegexNode | undefined {
    const { reader } = this;
    if (reader.accept("*")) return this.callout();
    if (!reader.accept("?")) return this.capture(undefined);
    if (reader.accept(":")) return this.body();
    if (reader.accept("=")) return { kind: "look", body: this.body(), isBehind: false, isNegated: false };
    if (reader.accept("!")) return { kind: "look", body: this.body(), isBehind: false, isNegated: true };
    if (reader.accept(">")) return { kind: "atomic", body: this.body() };
    if (reader.accept("<=")) return { kind: "look", body: this.body(), isBehind: true, isNegated: false };
    if (reader.accept("<!")) return { kind: "look", body: this.body(), isBehind: true, isNegated: true };
    if (reader.accept("(")) return this.conditional();
    if (reader.is("~") && !reader.is("~|")) {
      reader.take();
      return this.absent();
    }
    const number = reader.match(/([+-]?\d+)\)/y) ?? reader.match(/&([^)]*)\)/y);
    if (number !== undefined) {
      reader.skip(number[0].length);
      return this.groups.call(number[1] ?? "");
    }
    if (reader.is("<") || reader.is("'")) return this.capture(this.groupName());
    return this.optionGroup();
  }

  /** Of the callouts there is one that a pattern can use without a program around it. */
  private callout(): RegexNode {
    const found = this.reader.match(/([^)]*)(\)?)/y);
    if (found?.[2] !== ")") throw new RegexSyntaxError("end pattern in group");
    if (found[1] !== "FAIL")
      throw new RegexSyntaxError(found[1] === "" ? "invalid callout name" : "undefined callout name");
    this.reader.skip(found[0].length);
    return { kind: "fail" };
  }

  /** The name of a group, or how another place refers to it, in its quotes. */
  private quotedName(): string {
    const found = this.reader.match(NAME);
    if (found === undefined) throw new RegexSyntaxError("end pattern in group");
    const [whole, angled, close, quoted, quote] = found;
    this.reader.skip(whole.length);
    const name = angled ?? quoted ?? "";
    if (name === "") throw new RegexSyntaxError("group name is empty");
    if ((close ?? quote) === "") throw new RegexSyntaxError(`invalid group name <${name}>`);
    return name;
  }

  private groupName(): string {
    if (this.reader.match(/.$/sy) !== undefined) throw new RegexSyntaxError("end pattern with unmatched parenthesis");
    const name = this.quotedName();
    if (!/^[\p{L}\p{M}\p{Pc}]/u.test(name)) throw new RegexSyntaxError(`invalid group name <${name}>`);
    return name;
  }

  /** As long as it does not match what must not be, any character. */
  private absent(): RegexNode {
    const look: RegexNode = { kind: "look", body: this.body(), isBehind: false, isNegated: true };
    const body: RegexNode = { kind: "sequence", items: [look, this.test(() => true)] };
    return { kind: "repeat", body, min: 0, max: Number.POSITIVE_INFINITY, mode: "greedy" };
  }

  private conditional(): RegexNode {
    const { reader } = this;
    const checked = reader.match(/(?:<([^>)]+)>|'([^')]+)'|([+-]?\d+))\)/y);
    let condition: readonly number[] | RegexNode;
    if (checked === undefined) {
      condition = this.choice();
      if (!reader.accept(")")) throw new RegexSyntaxError("end pattern in group");
    } else {
      reader.skip(checked[0].length);
      condition = this.groups.find(checked[1] ?? checked[2] ?? checked[3] ?? "");
    }
    if (reader.isAtEnd) throw new RegexSyntaxError("end pattern in group");
    const [yes = EMPTY, ...no] = this.alternatives();
    this.close();
    return { kind: "conditional", condition, yes, no: no.length === 0 ? EMPTY : { kind: "choice", options: no } };
  }

  private body(): RegexNode {
    const node = this.choice();
    this.close();
    return node;
  }

  private capture(name: string | undefined): RegexNode {
    const index = this.groups.open(name);
    const node: RegexNode = { kind: "capture", index, body: this.body() };
    this.groups.close(index, node);
    return node;
  }

  private optionGroup(): RegexNode | undefined {
    const { reader } = this;
    const found = reader.match(/(?!\))([imsx]*)(?:-([imsx]*))?([:)])/y);
    if (found === undefined) {
      throw new RegexSyntaxError(reader.isAtEnd ? "end pattern in group" : "undefined group option");
    }
    reader.skip(found[0].length);
    const [, on = "", off = "", end] = found;
    const choose = (letter: string, now: boolean): boolean =>
      off.includes(letter) ? false : on.includes(letter) ? true : now;
    const before = this.options;
    this.options = {
      ignoreCase: choose("i", before.ignoreCase),
      extended: choose("x", before.extended),
      dotAll: choose("s", before.dotAll),
      singleLine: on.includes("m") ? false : off.includes("m") ? true : before.singleLine,
    };
    // Alone they hold to the end of the enclosing group, in the alternatives that follow too.
    if (end === ")") return undefined;
    const node = this.body();
    this.options = before;
    // Unlike a group without options it may be repeated whatever it holds.
    return { kind: "sequence", items: [node] };
  }

  private escape(): RegexNode | undefined {
    const { reader } = this;
    if (reader.isAtEnd) throw new RegexSyntaxError("end pattern at escape");
    const assertion = ASSERTIONS[reader.peek()];
    if (assertion !== undefined) {
      reader.take();
      return { kind: "assert", assertion };
    }
    const set = SETS[reader.peek()];
    if (set !== undefined) {
      reader.take();
      return this.test(set);
    }
    if (reader.accept("K")) return { kind: "keep" };
    if (reader.accept("R")) return NEWLINE;
    if (reader.accept("X")) return { kind: "grapheme" };
    if (reader.accept("Q")) {
      const end = reader.find("\\E");
      reader.skip(end.length);
      reader.accept("\\E");
      return this.letters(end);
    }
    const property = reader.property(unicodeClass);
    if (property !== undefined) return this.test(property);
    if (reader.match(/[kg][<']/y) !== undefined) {
      const isCall = reader.take() === "g";
      const name = this.quotedName();
      return isCall ? this.groups.call(name) : this.reference(name);
    }
    const digits = reader.match(/[1-9]\d*/y)?.[0];
    if (digits !== undefined && (Number(digits) <= this.groups.count || digits.length === 1)) {
      reader.skip(digits.length);
      return this.reference(digits);
    }
    return this.letters(reader.escapedCharacters());
  }

  private letters(text: string): RegexNode | undefined {
    const letters = Array.from(text, (char) => this.literal(char));
    const last = letters.pop();
    this.before.push(...letters);
    return last;
  }

  private reference(name: string): RegexNode {
    return { kind: "reference", groups: this.groups.find(name), ignoreCase: this.options.ignoreCase };
  }
}

const EMPTY: RegexNode = { kind: "empty" };

const UNREPEATABLE: ReadonlySet<RegexNode["kind"]> = new Set(["assert", "look", "keep", "fail"]);

/** Whether it, or one of its alternatives, takes no characters by itself, so that more of it would be the same. */
function isUnrepeatable(node: RegexNode): boolean {
  return node.kind === "choice" ? node.options.some(isUnrepeatable) : UNREPEATABLE.has(node.kind);
}

/** Adds to a sequence; letters whose case does not matter become one text. */
function append(items: RegexNode[], node: RegexNode): void {
  const last = items.at(-1);
  if (node.kind === "fold" && last?.kind === "fold")
    items[items.length - 1] = { kind: "fold", codes: [...last.codes, ...node.codes] };
  else items.push(node);
}

const ASSERTIONS: Readonly<Record<string, Extract<RegexNode, { readonly kind: "assert" }>["assertion"]>> = {
  A: "text-start",
  z: "text-end",
  Z: "text-end-or-last-newline",
  b: "word-boundary",
  B: "no-word-boundary",
  G: "search-start",
  y: "grapheme-boundary",
  Y: "no-grapheme-boundary",
};

const SETS: Readonly<Record<string, CodePointTest>> = {
  d: DIGIT,
  D: negate(DIGIT),
  w: WORD,
  W: negate(WORD),
  s: SPACE,
  S: negate(SPACE),
  N: (code) => code !== 10,
  O: () => true,
};

const isNewline: CodePointTest = (code) =>
  (code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029;

const NEWLINE: RegexNode = {
  kind: "atomic",
  body: {
    kind: "choice",
    options: [
      {
        kind: "sequence",
        items: [
          { kind: "test", test: (code) => code === 13 },
          { kind: "test", test: (code) => code === 10 },
        ],
      },
      { kind: "test", test: isNewline },
    ],
  },
};
