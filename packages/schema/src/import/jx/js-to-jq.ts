// Direktiv's `js(…)` as jq, where that is certain to mean the same: a `return` of an expression over `data`, with literals,
// members, arithmetic, comparisons, conditions, `map`, `btoa` and `atob`; before it names that are set once, and members of
// objects made here (ADR 0113). Nothing is ever evaluated as JavaScript. Where the two
// languages differ for values of other types (texts plus objects, truthiness, missing members), the program stops with an
// error when it meets them, and never gives another result.

import { readJsTokens } from "./js-tokens.ts";
import type { JsToken } from "./js-tokens.ts";

/** Why a program stops that meets values for which the languages differ. */
export const JS_UNSUPPORTED = 'error("direktiv.import.unsupported: js")';

/** The program over the data, or undefined where the text is more than what is certain. */
export function jsToJq(body: string): string | undefined {
  const tokens = readJsTokens(body);
  if (tokens === undefined) return undefined;
  try {
    return `. as $data | ${new JsReader(tokens).program()}`;
  } catch (error) {
    if (error instanceof NotCertain) return undefined;
    throw error;
  }
}

class NotCertain extends Error {}

/** Precedences of operators, all from left to right. */
const BINARY: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "===": 3,
  "!==": 3,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
};

/** Members that every JavaScript object has; jq's objects do not. */
const INHERITED: readonly string[] = [...Object.getOwnPropertyNames(Object.prototype), "length"];

/** Words that are no names of a script's own. */
const RESERVED: readonly string[] =
  "data return true false null undefined var let const new this function if else for while do switch case break continue delete typeof instanceof in of void throw try catch finally class async await yield btoa atob NaN Infinity Object Array".split(
    " ",
  );

/** The jq variable of a name; with a prefix, since the programs here bind some of their own. */
function variable(name: string): string {
  return `$js_${name}`;
}

interface Part {
  readonly text: string;
  /** True for a text, a number, true or false that stands in the program. */
  readonly isLiteral?: boolean;
  /** True for an object that is made here, whole. */
  readonly isFresh?: boolean;
}

class JsReader {
  readonly #tokens: readonly JsToken[];
  /** Names that are set, and whether each is an object made here that nothing has read. */
  readonly #names = new Map<string, { readonly isFresh: boolean }>();
  #at = 0;

  constructor(tokens: readonly JsToken[]) {
    this.#tokens = tokens;
  }

  program(): string {
    const steps: string[] = [];
    while (!this.#accept("return")) steps.push(this.#statement());
    const text = this.#returned();
    if (this.#at < this.#tokens.length) throw new NotCertain();
    return [...steps, text].join(" | ");
  }

  /** What follows `return`; on a line of its own it would return nothing. */
  #returned(): string {
    if (this.#tokens[this.#at]?.isFirst !== false) throw new NotCertain();
    const { text } = this.#conditional();
    this.#accept(";");
    return text;
  }

  /** `[var] name = …`, or `name.member = …` of an object that nothing else knows yet. */
  #statement(): string {
    const isDeclared = this.#accept("var") || this.#accept("let") || this.#accept("const");
    const name = this.#take("word");
    if (RESERVED.includes(name) || name.includes("$")) throw new NotCertain();
    const known = this.#names.get(name);
    if (known === undefined) {
      this.#expect("=");
      const { text, isFresh = false } = this.#conditional();
      this.#endStatement();
      this.#names.set(name, { isFresh });
      return `(${text}) as ${variable(name)}`;
    }
    const member = this.#accept(".") ? this.#take("word") : this.#quotedKey();
    // Who has read it before would see it change.
    if (isDeclared || !known.isFresh || INHERITED.includes(member)) throw new NotCertain();
    this.#expect("=");
    const { text } = this.#conditional();
    this.#endStatement();
    if (this.#names.get(name)?.isFresh !== true) throw new NotCertain();
    return `(${text}) as $v | (${variable(name)} | .[${JSON.stringify(member)}] = $v) as ${variable(name)}`;
  }

  #quotedKey(): string {
    this.#expect("[");
    const key = this.#take("text");
    this.#expect("]");
    return key;
  }

  /** A statement ends with `;` or with its line. */
  #endStatement(): void {
    if (!this.#accept(";") && this.#tokens[this.#at]?.isFirst !== true) throw new NotCertain();
  }

  #accept(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token === undefined || token.kind === "text" || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw new NotCertain();
  }

  #conditional(): Part {
    const condition = this.#binary(1);
    if (!this.#accept("?")) return condition;
    const yes = this.#conditional();
    this.#expect(":");
    const no = this.#conditional();
    return {
      text: `((${condition.text}) as $c | if $c == true then ${yes.text} elif $c == false then ${no.text} else ${JS_UNSUPPORTED} end)`,
    };
  }

  #binary(least: number): Part {
    let left = this.#unary();
    for (;;) {
      const operator = this.#tokens[this.#at];
      const precedence = operator?.kind === "mark" ? BINARY[operator.text] : undefined;
      if (operator === undefined || precedence === undefined || precedence < least) return left;
      this.#at += 1;
      left = { text: combine(operator.text, left, this.#binary(precedence + 1)) };
    }
  }

  #unary(): Part {
    if (this.#accept("-")) {
      return { text: `(${this.#unary().text} | if type == "number" then -(.) else ${JS_UNSUPPORTED} end)` };
    }
    if (!this.#accept("!")) return this.#member(this.#primary());
    return { text: `(${this.#unary().text} | if type == "boolean" then not else ${JS_UNSUPPORTED} end)` };
  }

  #member(target: Part): Part {
    if (this.#accept(".")) {
      const name = this.#take("word");
      if (name === "map" && this.#accept("(")) return this.#member(this.#mapped(target));
      return this.#member(name === "length" ? lengthOf(target) : memberOf(target, name));
    }
    if (!this.#accept("[")) return target;
    const key = this.#tokens[this.#at];
    this.#at += 1;
    this.#expect("]");
    if (key?.kind === "text") return this.#member(memberOf(target, key.text));
    if (key?.kind !== "number" || !/^\d+$/.test(key.text)) throw new NotCertain();
    return this.#member({
      text: `(${target.text} | if type == "array" then .[${key.text}] else ${JS_UNSUPPORTED} end)`,
    });
  }

  /** `map(x => …)`, with one parameter and one expression. */
  #mapped(target: Part): Part {
    const isOpen = this.#accept("(");
    const name = this.#take("word");
    if (isOpen) this.#expect(")");
    if (RESERVED.includes(name) || name.includes("$") || this.#names.has(name)) throw new NotCertain();
    this.#expect("=>");
    this.#names.set(name, { isFresh: false });
    const isBlock = this.#accept("{");
    if (isBlock) this.#expect("return");
    if (this.#tokens[this.#at]?.isFirst === true) throw new NotCertain();
    const text = this.#incremented(name) ?? (isBlock ? this.#returned() : this.#conditional().text);
    if (isBlock) this.#accept(";");
    if (isBlock) this.#expect("}");
    this.#expect(")");
    this.#names.delete(name);
    const each = `map(. as ${variable(name)} | ${text})`;
    return { text: `(${target.text} | if type == "array" then ${each} else ${JS_UNSUPPORTED} end)` };
  }

  /** `++x` as all that is given: nobody sees that `x` itself changes. */
  #incremented(name: string): string | undefined {
    const [, operand, after] = this.#tokens.slice(this.#at, this.#at + 3);
    if (operand?.text !== name || operand.kind !== "word" || !["}", ")", ";"].includes(after?.text ?? ""))
      return undefined;
    if (!this.#accept("++")) return undefined;
    this.#at += 1;
    return `(${variable(name)} | if type == "number" then . + 1 else ${JS_UNSUPPORTED} end)`;
  }

  #take(kind: JsToken["kind"]): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind) throw new NotCertain();
    this.#at += 1;
    return token.text;
  }

  #primary(): Part {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.kind === "text") return { text: JSON.stringify(token.text), isLiteral: true };
    if (token?.kind === "number") return { text: token.text, isLiteral: true };
    switch (token?.text) {
      case "data":
        return { text: "$data" };
      case "true":
      case "false":
        return { text: token.text, isLiteral: true };
      case "(": {
        const inner = this.#conditional();
        this.#expect(")");
        return { text: `(${inner.text})` };
      }
      case "[":
        return { text: `[${this.#listed("]", () => `(${this.#conditional().text})`)}]` };
      case "{":
        return { text: `{${this.#listed("}", () => this.#entry())}}`, isFresh: true };
      case "btoa":
      case "atob": {
        this.#expect("(");
        const given = this.#conditional().text;
        this.#expect(")");
        return { text: token.text === "btoa" ? encoded(given) : decoded(given) };
      }
      case "new":
        for (const word of ["Object", "(", ")"]) this.#expect(word);
        return { text: "{}", isFresh: true };
      default: {
        const name = token?.kind === "word" ? token.text : "";
        if (!this.#names.has(name)) throw new NotCertain();
        this.#names.set(name, { isFresh: false });
        return { text: variable(name) };
      }
    }
  }

  #entry(): string {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.kind !== "word" && token?.kind !== "text") throw new NotCertain();
    if (token.text === "__proto__") throw new NotCertain();
    this.#expect(":");
    return `${JSON.stringify(token.text)}: (${this.#conditional().text})`;
  }

  #listed(end: string, item: () => string): string {
    const items: string[] = [];
    while (!this.#accept(end)) {
      items.push(item());
      if (this.#accept(",")) continue;
      this.#expect(end);
      break;
    }
    return items.join(", ");
  }
}

function memberOf({ text }: Part, name: string): Part {
  if (INHERITED.includes(name)) throw new NotCertain();
  return { text: `(${text} | if type == "object" then .[${JSON.stringify(name)}] else ${JS_UNSUPPORTED} end)` };
}

/** JavaScript counts half of a pair as a character. */
function lengthOf({ text }: Part): Part {
  const isPlain = `type == "string" and (explode | all(. < 65536))`;
  return { text: `(${text} | if type == "array" or (${isPlain}) then length else ${JS_UNSUPPORTED} end)` };
}

const IS_ASCII = 'type == "string" and (explode | all(. < 128))';

function encoded(text: string): string {
  return `(${text} | if ${IS_ASCII} then @base64 else ${JS_UNSUPPORTED} end)`;
}

function decoded(text: string): string {
  return `(${text} | if type == "string" then @base64d else null end | if ${IS_ASCII} then . else ${JS_UNSUPPORTED} end)`;
}

function combine(operator: string, left: Part, right: Part): string {
  const both = `(${left.text}) as $a | (${right.text}) as $b`;
  const types = "[$a, $b | type]";
  switch (operator) {
    case "&&":
      return `((${left.text}) as $a | if $a == false then false elif $a == true then ${right.text} else ${JS_UNSUPPORTED} end)`;
    case "||":
      return `((${left.text}) as $a | if $a == true then true elif $a == false then ${right.text} else ${JS_UNSUPPORTED} end)`;
    case "===":
    case "!==":
      // Null and undefined are one in jq, and objects are the same in JavaScript only where they are one object.
      if (left.isLiteral !== true && right.isLiteral !== true) throw new NotCertain();
      return `(${both} | $a ${operator === "===" ? "==" : "!="} $b)`;
    case "+":
      return `(${both} | ${types} as $t | if $t == ["number", "number"] or $t == ["string", "string"] then $a + $b elif $t == ["string", "number"] or $t == ["number", "string"] then "\\($a)\\($b)" else ${JS_UNSUPPORTED} end)`;
    default:
      return `(${both} | if ${types} == ["number", "number"] then $a ${operator} $b else ${JS_UNSUPPORTED} end)`;
  }
}
