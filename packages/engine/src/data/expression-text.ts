// Which strings of a definition are expressions, and their program text (dsl.md, "Strict mode"). Reads no data.

/** The jq program of a string that is wholly `${ … }`, or undefined for any other string. */
export function wrappedExpression(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed.startsWith("${") && trimmed.endsWith("}") ? trimmed.slice(2, -1).trim() : undefined;
}

/** The jq program of an expression-typed field, which may be bare or wrapped. */
export function expressionProgram(text: string): string {
  return wrappedExpression(text) ?? text.trim();
}
