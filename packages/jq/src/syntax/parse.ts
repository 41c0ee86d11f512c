// Reads a jq program into its tree: queries (definitions, pipes, commas, bindings) and operators by precedence.
// Terms are read by parse-term.ts. Modules are refused here, since a program may not read files.
import { MAX_PROGRAM_LENGTH } from "../limits.ts";
import type { AssignOperator, BinaryOperator, FunctionDefinition, Node, Parameter } from "./ast.ts";
import { parsePatterns } from "./parse-pattern.ts";
import { parseString, parseTerm } from "./parse-term.ts";
import { TokenReader, type Grammar } from "./token-reader.ts";

const ALTERNATIVE = 1;
const ASSIGN = 2;
const COMPARE = 5;
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ["//", ALTERNATIVE],
  ...["=", "|=", "+=", "-=", "*=", "/=", "%=", "//="].map((operator) => [operator, ASSIGN] as const),
  ["or", 3],
  ["and", 4],
  ...["==", "!=", "<", "<=", ">", ">="].map((operator) => [operator, COMPARE] as const),
  ["+", 6],
  ["-", 6],
  ["*", 7],
  ["/", 7],
  ["%", 7],
]);

/** Returns the tree of `program`; throws JqSyntaxError. An empty program is `.`. */
export function parse(program: string): Node {
  const reader = new TokenReader(program, GRAMMAR);
  if (program.length > MAX_PROGRAM_LENGTH) {
    reader.fail("jq/too-long", `The program is longer than ${MAX_PROGRAM_LENGTH} characters`, 0, program.length);
  }
  for (const word of ["module", "import", "include"]) {
    const token = reader.peek();
    if (token?.kind === "keyword" && token.text === word) {
      reader.fail("jq/refused", `"${word}" is not available: a program cannot read modules`, token.start, token.end);
    }
  }
  if (reader.peek() === undefined) return { kind: "Identity", start: 0, end: program.length };
  const node = parseQuery(reader);
  if (reader.peek() !== undefined) reader.unexpected("an operator or the end of the program");
  return node;
}

const GRAMMAR: Grammar = { query: parseQuery, expression: parseExpression, string: parseString };

/** Reads a query: everything up to a closing bracket, `;`, a keyword that ends it, or the end. */
function parseQuery(reader: TokenReader): Node {
  return reader.nested(() => {
    const stages = [parseComma(reader)];
    while (reader.accept("|")) {
      stages.push(parseComma(reader));
      reader.checkChain(stages.length);
    }
    return stages.reduceRight((right, left) => ({ kind: "Pipe", left, right, start: left.start, end: right.end }));
  });
}

function parseComma(reader: TokenReader): Node {
  let left = parseItem(reader);
  let length = 0;
  while (reader.accept(",")) {
    reader.checkChain((length += 1));
    const right = parseItem(reader);
    left = { kind: "Comma", left, right, start: left.start, end: right.end };
  }
  return left;
}

function parseItem(reader: TokenReader): Node {
  if (reader.is("def")) return parseDefine(reader);
  if (reader.is("label")) {
    const { start } = reader.take();
    const name = reader.expectKind("variable", "the label's $name").text.slice(1);
    reader.expect("|", "after the label");
    const body = parseQuery(reader);
    return { kind: "Label", name, body, start, end: body.end };
  }
  const source = parseExpression(reader, 0);
  if (!reader.accept("as")) return source;
  const patterns = parsePatterns(reader);
  reader.expect("|", "after the pattern");
  const body = parseQuery(reader);
  return { kind: "Bind", source, patterns, body, start: source.start, end: body.end };
}

function parseDefine(reader: TokenReader): Node {
  const definitions: FunctionDefinition[] = [];
  while (reader.is("def")) {
    definitions.push(parseDefinition(reader));
    reader.checkChain(definitions.length);
  }
  const rest: Node =
    reader.peek() === undefined ? { kind: "Identity", start: reader.end, end: reader.end } : parseQuery(reader);
  return definitions.reduceRight<Node>(
    (node, definition) => ({ kind: "Define", definition, rest: node, start: definition.start, end: node.end }),
    rest,
  );
}

function parseDefinition(reader: TokenReader): FunctionDefinition {
  const { start } = reader.take();
  const name = reader.isKind("keyword")
    ? reader.unexpected("a function name")
    : reader.expectKind("identifier", "a function name").text;
  const parameters: Parameter[] = [];
  if (reader.accept("(")) {
    do {
      const token = reader.take();
      if (token.kind === "variable") parameters.push({ name: token.text.slice(1), isValue: true });
      else if (token.kind === "identifier") parameters.push({ name: token.text, isValue: false });
      else reader.fail("jq/syntax", `Unexpected "${token.text}": expected a parameter`, token.start, token.end);
    } while (reader.accept(";"));
    reader.expect(")", "after the parameters");
  }
  reader.expect(":", "before the function's body");
  const body = parseQuery(reader);
  const { end } = reader.expect(";", "after the function's body");
  return { name, parameters, body, start, end };
}

/** Reads operators of at least `minimum` precedence between terms. */
function parseExpression(reader: TokenReader, minimum: number): Node {
  return reader.nested(() => {
    let left = parseTerm(reader);
    let length = 0;
    for (;;) {
      const token = reader.peek();
      if (token === undefined || (token.kind !== "operator" && token.kind !== "keyword")) return left;
      const precedence = PRECEDENCE.get(token.text);
      if (precedence === undefined || precedence < minimum) return left;
      reader.take();
      reader.checkChain((length += 1));
      const right = parseExpression(reader, precedence === ALTERNATIVE ? precedence : precedence + 1);
      left = operation(token.text, left, right);
      const next = reader.peek();
      if (
        (precedence === ASSIGN || precedence === COMPARE) &&
        next !== undefined &&
        PRECEDENCE.get(next.text) === precedence
      ) {
        reader.unexpected(`parentheses around one of the two (${token.text} and ${next.text} cannot be chained)`);
      }
    }
  });
}

function operation(text: string, left: Node, right: Node): Node {
  const span = { left, right, start: left.start, end: right.end };
  switch (text) {
    case "//":
      return { kind: "Alternative", ...span };
    case "and":
      return { kind: "And", ...span };
    case "or":
      return { kind: "Or", ...span };
    default:
      return PRECEDENCE.get(text) === ASSIGN
        ? { kind: "Assign", operator: text as AssignOperator, ...span }
        : { kind: "Binary", operator: text as BinaryOperator, ...span };
  }
}
