// Direktiv's `js(…)` as jq, where that is certain to mean the same: one `return` of an expression over `data`, with literals,
// members, arithmetic, comparisons, conditions, `btoa` and `atob`. Nothing is ever evaluated as JavaScript. Where the two
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

interface Part {
  readonly text: string;
  /** True for a text, a number, true or false that stands in the program. */
  readonly isLiteral?: boolean;
}

class JsReader {
  readonly #tokens: readonly JsToken[];
  #at = 0;

  constructor(tokens: readonly JsToken[]) {
    this.#tokens = tokens;
  }

  program(): string {
    this.#expect("return");
    const { text } = this.#conditional();
    this.#accept(";");
    if (this.#at < this.#tokens.length) throw new NotCertain();
    return text;
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
        return { text: `{${this.#listed("}", () => this.#entry())}}` };
      case "btoa":
      case "atob": {
        this.#expect("(");
        const given = this.#conditional().text;
        this.#expect(")");
        return { text: token.text === "btoa" ? encoded(given) : decoded(given) };
      }
      default:
        throw new NotCertain();
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
