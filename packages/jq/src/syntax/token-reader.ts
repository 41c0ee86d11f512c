// A cursor over tokens without comments: look, take, expect. Raises a located JqSyntaxError when the text does not fit.
import { JqSyntaxError, type JqSyntaxCode } from "../errors.ts";
import { MAX_PROGRAM_NESTING } from "../limits.ts";
import type { Node } from "./ast.ts";
import { tokenize, type Token, type TokenKind } from "./tokenize.ts";

const CHAIN_LIMIT = 1_000;

/** The grammar's entry points, carried by the reader so that its parts need not import one another. */
export interface Grammar {
  readonly query: (reader: TokenReader) => Node;
  readonly expression: (reader: TokenReader, minimum: number) => Node;
  readonly string: (reader: TokenReader) => Node;
}

/** Reads tokens one after the other for the parser. */
export class TokenReader {
  readonly program: string;
  readonly grammar: Grammar;
  private readonly tokens: readonly Token[];
  private at = 0;
  private nesting = 0;

  constructor(program: string, grammar: Grammar) {
    this.program = program;
    this.grammar = grammar;
    this.tokens = tokenize(program).filter((token) => token.kind !== "comment");
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  /** The offset where the next token starts, or the end of the program. */
  get start(): number {
    return this.peek()?.start ?? this.program.length;
  }

  /** The offset where the last taken token ended. */
  get end(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token !== undefined && token.text === text && token.kind !== "string-text";
  }

  isKind(kind: TokenKind, ahead = 0): boolean {
    return this.peek(ahead)?.kind === kind;
  }

  take(): Token {
    const token = this.peek();
    if (token === undefined) this.unexpected("more of the program");
    this.at += 1;
    return token;
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  expect(text: string, purpose: string): Token {
    if (!this.is(text)) this.unexpected(`"${text}" ${purpose}`);
    return this.take();
  }

  expectKind(kind: TokenKind, what: string): Token {
    if (!this.isKind(kind)) this.unexpected(what);
    return this.take();
  }

  /** Raises "unexpected …, expected …" at the next token. */
  unexpected(expected: string): never {
    const token = this.peek();
    if (token === undefined) {
      const end = this.program.length;
      this.fail("jq/syntax", `Unexpected end of the program: expected ${expected}`, Math.max(0, end - 1), end);
    }
    const shown = token.text.length > 20 ? `${token.text.slice(0, 20)}…` : token.text;
    this.fail("jq/syntax", `Unexpected "${shown}": expected ${expected}`, token.start, token.end);
  }

  fail(code: JqSyntaxCode, message: string, start: number, end: number): never {
    throw new JqSyntaxError(code, message, start, end);
  }

  /** Runs `read` one level deeper. */
  nested<T>(read: () => T): T {
    this.nesting += 1;
    if (this.nesting > MAX_PROGRAM_NESTING) {
      this.fail(
        "jq/too-nested",
        `The program is nested deeper than ${MAX_PROGRAM_NESTING} levels`,
        this.start,
        this.start,
      );
    }
    const result = read();
    this.nesting -= 1;
    return result;
  }

  /** Refuses a chain of operators so long that its tree would be too deep. */
  checkChain(length: number): void {
    if (length > CHAIN_LIMIT) {
      this.fail("jq/too-nested", `More than ${CHAIN_LIMIT} operators in one chain`, this.start, this.start);
    }
  }
}
