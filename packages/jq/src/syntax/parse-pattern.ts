// Reads destructuring patterns: `$x`, `[$a, [$b]]`, `{a: $x, $y, (expression): $z}` and alternatives by `?//`.
import type { Node, Pattern, PatternEntry } from "./ast.ts";
import type { TokenReader } from "./token-reader.ts";

/** Reads one pattern, or several joined by `?//`. */
export function parsePatterns(reader: TokenReader): Pattern[] {
  const patterns = [parsePattern(reader)];
  while (reader.accept("?//")) patterns.push(parsePattern(reader));
  return patterns;
}

function parsePattern(reader: TokenReader): Pattern {
  return reader.nested(() => {
    const { start } = reader;
    if (reader.isKind("variable")) {
      const token = reader.take();
      return { kind: "PatternVariable", name: token.text.slice(1), start, end: token.end };
    }
    if (reader.accept("[")) {
      const items = [parsePattern(reader)];
      while (reader.accept(",")) items.push(parsePattern(reader));
      const { end } = reader.expect("]", "after the pattern");
      return { kind: "PatternArray", items, start, end };
    }
    reader.expect("{", 'or "[" or a $name in the pattern');
    const entries = [parseEntry(reader)];
    while (reader.accept(",")) entries.push(parseEntry(reader));
    const { end } = reader.expect("}", "after the pattern");
    return { kind: "PatternObject", entries, start, end };
  });
}

function parseEntry(reader: TokenReader): PatternEntry {
  if (reader.isKind("variable")) {
    const token = reader.take();
    const variable = token.text.slice(1);
    const key: Node = { kind: "Literal", value: variable, start: token.start, end: token.end };
    return { variable, key, pattern: reader.accept(":") ? parsePattern(reader) : undefined };
  }
  const key = parseKey(reader);
  reader.expect(":", "after the key of an object pattern");
  return { variable: undefined, key, pattern: parsePattern(reader) };
}

/** Reads the key of an object construction or pattern that is not a `$name`. */
export function parseKey(reader: TokenReader): Node {
  if (reader.isKind("identifier") || reader.isKind("keyword")) {
    const token = reader.take();
    return { kind: "Literal", value: token.text, start: token.start, end: token.end };
  }
  if (reader.accept("(")) {
    const { start } = reader;
    const key = reader.grammar.query(reader);
    reader.expect(")", "after the key");
    if (key.kind === "Literal" && typeof key.value !== "string") {
      reader.fail("jq/syntax", "Object keys must be strings", start, key.end);
    }
    return key;
  }
  if (reader.isKind("string-start") || reader.isKind("format")) return reader.grammar.string(reader);
  return reader.unexpected("an object key: a name, a string, a $variable or (an expression)");
}
