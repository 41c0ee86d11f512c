// Reads terms: literals, paths with their suffixes, constructors, control structures and calls.
import type { Node, ObjectEntry } from "./ast.ts";
import { parseKey, parsePatterns } from "./parse-pattern.ts";
import { decodeStringText } from "./string-literal.ts";
import type { TokenReader } from "./token-reader.ts";

/** Reads a term with all its suffixes. */
export function parseTerm(reader: TokenReader): Node {
  return reader.nested(() => {
    let term = parsePrimary(reader);
    let length = 0;
    for (;;) {
      const next = parseSuffix(reader, term);
      if (next === undefined) return term;
      reader.checkChain((length += 1));
      term = next;
    }
  });
}

function parseSuffix(reader: TokenReader, target: Node): Node | undefined {
  const { start } = target;
  if (reader.isKind("field")) return fieldAccess(reader, target);
  if (reader.is(".") && isStringStart(reader, 1)) {
    reader.take();
    const key = parseString(reader);
    return { kind: "Index", target, key, optional: reader.accept("?"), start, end: reader.end };
  }
  if (reader.is(".") && reader.is("[", 1)) {
    reader.take();
    return parseBracket(reader, target);
  }
  if (reader.is("[")) return parseBracket(reader, target);
  if (reader.accept("?")) return { kind: "Try", body: target, handler: undefined, start, end: reader.end };
  return undefined;
}

function isStringStart(reader: TokenReader, ahead: number): boolean {
  return (
    reader.isKind("string-start", ahead) || (reader.isKind("format", ahead) && reader.isKind("string-start", ahead + 1))
  );
}

function fieldAccess(reader: TokenReader, target: Node): Node {
  const token = reader.take();
  const key: Node = { kind: "Literal", value: token.text.slice(1), start: token.start + 1, end: token.end };
  return { kind: "Index", target, key, optional: reader.accept("?"), start: target.start, end: reader.end };
}

function parseBracket(reader: TokenReader, target: Node): Node {
  reader.take();
  const { start } = target;
  if (reader.accept("]")) {
    return { kind: "Iterate", target, optional: reader.accept("?"), start, end: reader.end };
  }
  if (reader.accept(":")) {
    const to = reader.grammar.query(reader);
    reader.expect("]", "after the slice");
    return { kind: "Slice", target, from: undefined, to, optional: reader.accept("?"), start, end: reader.end };
  }
  const key = reader.grammar.query(reader);
  if (reader.accept(":")) {
    const to = reader.is("]") ? undefined : reader.grammar.query(reader);
    reader.expect("]", "after the slice");
    return { kind: "Slice", target, from: key, to, optional: reader.accept("?"), start, end: reader.end };
  }
  reader.expect("]", "after the index");
  return { kind: "Index", target, key, optional: reader.accept("?"), start, end: reader.end };
}

function parsePrimary(reader: TokenReader): Node {
  const token = reader.peek();
  if (token === undefined) return reader.unexpected("an expression");
  const { start, end } = token;
  switch (token.kind) {
    case "number":
      reader.take();
      return { kind: "Literal", value: Number(token.text), start, end };
    case "string-start":
      return parseString(reader);
    case "format":
      if (reader.isKind("string-start", 1)) return parseString(reader);
      reader.take();
      return { kind: "Format", name: token.text.slice(1), start, end };
    case "field":
      return fieldAccess(reader, { kind: "Identity", start, end: start });
    case "variable":
      reader.take();
      return token.text === "$__loc__"
        ? location(reader, start, end)
        : { kind: "Variable", name: token.text.slice(1), start, end };
    case "identifier":
      return parseCall(reader);
    case "keyword":
      return parseKeyword(reader);
    default:
      return parsePunctuated(reader);
  }
}

function location(reader: TokenReader, start: number, end: number): Node {
  return { kind: "Location", line: reader.program.slice(0, start).split("\n").length, start, end };
}

function parsePunctuated(reader: TokenReader): Node {
  const { start } = reader;
  if (reader.accept("..")) return { kind: "RecurseDefault", start, end: reader.end };
  if (reader.accept(".")) {
    const identity: Node = { kind: "Identity", start, end: reader.end };
    if (!isStringStart(reader, 0)) return identity;
    const key = parseString(reader);
    return { kind: "Index", target: identity, key, optional: reader.accept("?"), start, end: reader.end };
  }
  if (reader.accept("-")) {
    const operand = parseTerm(reader);
    return { kind: "Negate", operand, start, end: operand.end };
  }
  if (reader.accept("(")) {
    const body = reader.grammar.query(reader);
    reader.expect(")", "to close the parenthesis");
    // The parentheses belong to the range: whoever cuts a node out of the text gets a program.
    return { ...body, start, end: reader.end };
  }
  if (reader.accept("[")) {
    const body = reader.is("]") ? undefined : reader.grammar.query(reader);
    reader.expect("]", "to close the array");
    return { kind: "Array", body, start, end: reader.end };
  }
  if (reader.accept("{")) return parseObject(reader, start);
  return reader.unexpected("an expression");
}

function parseObject(reader: TokenReader, start: number): Node {
  const entries: ObjectEntry[] = [];
  while (!reader.is("}")) {
    entries.push(parseObjectEntry(reader));
    if (!reader.accept(",")) break;
  }
  reader.expect("}", "to close the object");
  return { kind: "Object", entries, start, end: reader.end };
}

function parseObjectEntry(reader: TokenReader): ObjectEntry {
  if (reader.isKind("variable")) {
    const token = reader.take();
    const { start, end } = token;
    const name = token.text.slice(1);
    const variable: Node = name === "__loc__" ? location(reader, start, end) : { kind: "Variable", name, start, end };
    if (name !== "__loc__" && reader.accept(":")) return { key: variable, value: parseObjectValue(reader) };
    return { key: { kind: "Literal", value: name, start, end }, value: variable };
  }
  const isExpression = reader.is("(");
  const key = parseKey(reader);
  if (!isExpression && !reader.is(":")) return { key, value: undefined };
  reader.expect(":", "after the key");
  return { key, value: parseObjectValue(reader) };
}

function parseObjectValue(reader: TokenReader): Node {
  const left = reader.grammar.expression(reader, 0);
  if (!reader.accept("|")) return left;
  const right = reader.nested(() => parseObjectValue(reader));
  return { kind: "Pipe", left, right, start: left.start, end: right.end };
}

function parseCall(reader: TokenReader): Node {
  const { text, start } = reader.take();
  if (!reader.is("(")) {
    if (text === "null") return { kind: "Literal", value: null, start, end: reader.end };
    if (text === "true" || text === "false") return { kind: "Literal", value: text === "true", start, end: reader.end };
    return { kind: "Call", name: text, args: [], start, end: reader.end };
  }
  reader.take();
  const args = [reader.grammar.query(reader)];
  while (reader.accept(";")) args.push(reader.grammar.query(reader));
  reader.expect(")", "after the arguments");
  return { kind: "Call", name: text, args, start, end: reader.end };
}

function parseKeyword(reader: TokenReader): Node {
  const { start } = reader;
  if (reader.accept("if")) return parseIf(reader, start);
  if (reader.accept("try")) {
    const body = parseTerm(reader);
    const handler = reader.accept("catch") ? parseTerm(reader) : undefined;
    return { kind: "Try", body, handler, start, end: reader.end };
  }
  if (reader.accept("break")) {
    if (!reader.isKind("variable")) reader.unexpected("the $name of a label to break to");
    return { kind: "Break", name: reader.take().text.slice(1), start, end: reader.end };
  }
  if (reader.is("reduce") || reader.is("foreach")) return parseFold(reader);
  return reader.unexpected("an expression");
}

function parseIf(reader: TokenReader, start: number): Node {
  return reader.nested(() => {
    const condition = reader.grammar.query(reader);
    reader.expect("then", "after the condition");
    const then = reader.grammar.query(reader);
    const branch = { start: reader.start };
    let otherwise: Node | undefined;
    if (reader.accept("elif")) {
      otherwise = parseIf(reader, branch.start);
    } else {
      if (reader.accept("else")) otherwise = reader.grammar.query(reader);
      reader.expect("end", 'to close "if"');
    }
    return { kind: "If", condition, then, otherwise, start, end: reader.end };
  });
}

function parseFold(reader: TokenReader): Node {
  const { text, start } = reader.take();
  const source = reader.grammar.expression(reader, 0);
  reader.expect("as", `in "${text}"`);
  const patterns = parsePatterns(reader);
  reader.expect("(", `in "${text}"`);
  const init = reader.grammar.query(reader);
  reader.expect(";", `in "${text}"`);
  const update = reader.grammar.query(reader);
  const extract = text === "foreach" && reader.accept(";") ? reader.grammar.query(reader) : undefined;
  reader.expect(")", `to close "${text}"`);
  const common = { source, patterns, init, update, start, end: reader.end };
  return text === "reduce" ? { kind: "Reduce", ...common } : { kind: "Foreach", ...common, extract };
}

/** Reads a string literal, with its format and interpolations. */
export function parseString(reader: TokenReader): Node {
  const { start } = reader;
  const format = reader.isKind("format") ? reader.take().text.slice(1) : undefined;
  reader.expectKind("string-start", "a string");
  const parts: (string | Node)[] = [];
  while (!reader.isKind("string-end")) {
    if (reader.isKind("string-text")) {
      const token = reader.take();
      parts.push(decodeStringText(token.text, token.start));
    } else if (reader.isKind("interpolation-start")) {
      reader.take();
      parts.push(reader.grammar.query(reader));
      reader.expectKind("interpolation-end", 'a ")" after the interpolated expression');
    } else {
      reader.unexpected('a closing quote (")');
    }
  }
  reader.take();
  if (parts.every((part) => typeof part === "string")) {
    return { kind: "Literal", value: parts.join(""), start, end: reader.end };
  }
  return { kind: "String", format, parts, start, end: reader.end };
}
