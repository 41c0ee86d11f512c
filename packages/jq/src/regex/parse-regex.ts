// Reads a regular expression in the syntax jq uses (Oniguruma's, with Perl's named groups). Errors carry Oniguruma's texts.
import type { CodePointTest, ParsedRegex, RegexNode, RegexOptions } from "./regex-node.ts";
import { DIGIT, ignoringCase, negate, SPACE, unicodeClass, WORD } from "./code-point-class.ts";
import { parseClass } from "./parse-class.ts";
import { PatternReader, RegexSyntaxError } from "./pattern-reader.ts";

const MAX_NESTING = 200;
const MAX_REPEAT = 100_000;

/** Returns the tree of a pattern; throws RegexSyntaxError. */
export function parseRegex(pattern: string, options: RegexOptions): ParsedRegex {
  const parser = new Parser(pattern, options);
  return parser.parse();
}

class Parser {
  private readonly reader: PatternReader;
  private readonly names: (string | undefined)[] = [];
  private readonly references: string[] = [];
  private options: RegexOptions;
  private nesting = 0;

  constructor(pattern: string, options: RegexOptions) {
    this.reader = new PatternReader(pattern);
    this.options = options;
  }

  parse(): ParsedRegex {
    const node = this.choice();
    if (!this.reader.isAtEnd) throw new RegexSyntaxError("unmatched close parenthesis");
    for (const name of this.references) {
      if (!this.names.includes(name)) throw new RegexSyntaxError(`undefined name <${name}> reference`);
    }
    return { node, names: this.names };
  }

  private choice(): RegexNode {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) throw new RegexSyntaxError("too deep nest level");
    const outer = this.options;
    const options = [this.sequence()];
    while (this.reader.accept("|")) options.push(this.sequence());
    this.options = outer;
    this.nesting -= 1;
    const [first] = options;
    return options.length === 1 && first !== undefined ? first : { kind: "choice", options };
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      this.skipExtended();
      if (this.reader.isAtEnd || this.reader.is("|") || this.reader.is(")")) break;
      const atom = this.atom();
      if (atom !== undefined) items.push(this.quantified(atom));
    }
    const [first] = items;
    return items.length === 1 && first !== undefined ? first : { kind: "sequence", items };
  }

  private skipExtended(): void {
    if (!this.options.extended) return;
    for (;;) {
      if (this.reader.accept("#")) while (!this.reader.isAtEnd && this.reader.take() !== "\n");
      else if (/^\s$/.test(this.reader.peek())) this.reader.take();
      else return;
    }
  }

  private quantified(atom: RegexNode): RegexNode {
    let node = atom;
    for (;;) {
      this.skipExtended();
      const range = this.quantifier();
      if (range === undefined) return node;
      const isInterval = range.isInterval;
      const mode = this.reader.accept("?") ? "lazy" : !isInterval && this.reader.accept("+") ? "possessive" : "greedy";
      if (node.kind === "assert" || node.kind === "look" || node.kind === "keep")
        throw new RegexSyntaxError("target of repeat operator is invalid");
      node = { kind: "repeat", body: node, min: range.min, max: range.max, mode };
    }
  }

  private quantifier(): { readonly min: number; readonly max: number; readonly isInterval: boolean } | undefined {
    const { reader } = this;
    if (reader.accept("*")) return { min: 0, max: Number.POSITIVE_INFINITY, isInterval: false };
    if (reader.accept("+")) return { min: 1, max: Number.POSITIVE_INFINITY, isInterval: false };
    if (reader.accept("?")) return { min: 0, max: 1, isInterval: false };
    if (!reader.is("{")) return undefined;
    const found = reader.match(/\{(\d*)(?:(,)(\d*))?\}/y);
    if (found === undefined || (found[1] === "" && (found[3] ?? "") === "")) return undefined;
    const [whole, low = "", comma, high = ""] = found;
    reader.skip(whole.length);
    const min = low === "" ? 0 : Number(low);
    const max = comma === undefined ? min : high === "" ? Number.POSITIVE_INFINITY : Number(high);
    if (min > MAX_REPEAT || (max > MAX_REPEAT && Number.isFinite(max)))
      throw new RegexSyntaxError("too big number of repeat");
    if (min > max) return { min: max, max: min, isInterval: true };
    return { min, max, isInterval: true };
  }

  private atom(): RegexNode | undefined {
    const { reader } = this;
    const char = reader.take();
    switch (char) {
      case "(":
        return this.group();
      case "[":
        return this.test(parseClass(reader, this.options.ignoreCase));
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

  private literal(char: string): RegexNode {
    const wanted = char.codePointAt(0) ?? 0;
    const test: CodePointTest = (code) => code === wanted;
    return this.test(this.options.ignoreCase ? ignoringCase(test) : test);
  }

  private test(test: CodePointTest): RegexNode {
    return { kind: "test", test };
  }

  private close(): void {
    if (!this.reader.accept(")")) throw new RegexSyntaxError("end pattern with unmatched parenthesis");
  }

  private group(): RegexNode | undefined {
    const { reader } = this;
    if (!reader.accept("?")) return this.capture(undefined);
    if (reader.accept("#")) {
      while (!reader.accept(")")) {
        if (reader.isAtEnd) throw new RegexSyntaxError("end pattern in group");
        if (reader.take() === "\\" && !reader.isAtEnd) reader.take();
      }
      return undefined;
    }
    if (reader.accept(":")) return this.body();
    if (reader.accept("=")) return { kind: "look", body: this.body(), isBehind: false, isNegated: false };
    if (reader.accept("!")) return { kind: "look", body: this.body(), isBehind: false, isNegated: true };
    if (reader.accept(">")) return { kind: "atomic", body: this.body() };
    if (reader.accept("<=")) return { kind: "look", body: this.body(), isBehind: true, isNegated: false };
    if (reader.accept("<!")) return { kind: "look", body: this.body(), isBehind: true, isNegated: true };
    const name = reader.match(/P?<([^>]*)>|'([^']*)'/y);
    if (name !== undefined) {
      reader.skip(name[0].length);
      return this.capture(this.groupName(name[1] ?? name[2] ?? ""));
    }
    if (reader.is("<") || reader.is("'")) throw new RegexSyntaxError("end pattern in group");
    return this.optionGroup();
  }

  private groupName(name: string): string {
    if (name === "") throw new RegexSyntaxError("group name is empty");
    if (!/^[\p{L}_][\p{L}\p{M}\p{N}\p{Pc}]*$/u.test(name)) throw new RegexSyntaxError(`invalid group name <${name}>`);
    return name;
  }

  private body(): RegexNode {
    const node = this.choice();
    this.close();
    return node;
  }

  private capture(name: string | undefined): RegexNode {
    this.names.push(name);
    const index = this.names.length;
    return { kind: "capture", index, body: this.body() };
  }

  private optionGroup(): RegexNode | undefined {
    const { reader } = this;
    const found = reader.match(/([imsx]*)(?:-([imsx]*))?([:)])/y);
    if (found === undefined) {
      throw new RegexSyntaxError(reader.isAtEnd ? "end pattern in group" : "undefined group option");
    }
    reader.skip(found[0].length);
    const [, on = "", off = "", end] = found;
    const choose = (letter: string, now: boolean): boolean =>
      on.includes(letter) ? true : off.includes(letter) ? false : now;
    const before = this.options;
    this.options = {
      ignoreCase: choose("i", before.ignoreCase),
      extended: choose("x", before.extended),
      dotAll: choose("s", before.dotAll),
      singleLine: on.includes("m") ? false : off.includes("m") ? true : before.singleLine,
    };
    if (end === ")") {
      // The options hold to the end of the enclosing group, alternatives included.
      return this.rest();
    }
    const node = this.body();
    this.options = before;
    return node;
  }

  private rest(): RegexNode {
    const inner = this.options;
    const options = [this.sequence()];
    while (this.reader.accept("|")) {
      this.options = inner;
      options.push(this.sequence());
    }
    return { kind: "choice", options };
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
    if (reader.accept("Q")) {
      const end = reader.find("\\E");
      const items = Array.from(end, (char) => this.literal(char));
      reader.skip(end.length);
      reader.accept("\\E");
      return { kind: "sequence", items };
    }
    if (reader.is("p") || reader.is("P")) return this.test(reader.property(unicodeClass));
    const named = reader.match(/k(?:<([^>]+)>|'([^']+)')/y);
    if (named !== undefined) {
      reader.skip(named[0].length);
      return this.reference(named[1] ?? named[2] ?? "");
    }
    const digits = reader.match(/[1-9]\d*/y)?.[0];
    if (digits !== undefined && (Number(digits) <= this.names.length || digits.length === 1)) {
      reader.skip(digits.length);
      return this.reference(digits);
    }
    return this.literal(reader.escapedCharacter());
  }

  private reference(name: string): RegexNode {
    const { ignoreCase } = this.options;
    if (/^-?\d+$/.test(name)) {
      const number = Number(name);
      const index = number < 0 ? this.names.length + 1 + number : number;
      if (index < 1 || index > this.names.length) throw new RegexSyntaxError("invalid backref number/name");
      return { kind: "reference", groups: [index], ignoreCase };
    }
    this.references.push(name);
    const groups = this.names.flatMap((known, index) => (known === name ? [index + 1] : []));
    return { kind: "reference", groups, ignoreCase };
  }
}

const ASSERTIONS: Readonly<Record<string, Extract<RegexNode, { readonly kind: "assert" }>["assertion"]>> = {
  A: "text-start",
  z: "text-end",
  Z: "text-end-or-last-newline",
  b: "word-boundary",
  B: "no-word-boundary",
  G: "search-start",
};

const SETS: Readonly<Record<string, CodePointTest>> = {
  d: DIGIT,
  D: negate(DIGIT),
  w: WORD,
  W: negate(WORD),
  s: SPACE,
  S: negate(SPACE),
  N: (code) => code !== 10,
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
