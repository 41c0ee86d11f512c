// Where in a text the jq program is: `${ program }`, or the whole text where the field is one expression.
// Strict mode: `${ }` must wrap the whole text; anything else in a value is text.

import type { ExpressionRole } from "../document/schema-node.ts";

/** A program, and the offset of its first character in the decoded text. */
export interface ExpressionText {
  readonly program: string;
  readonly offset: number;
}

const WRAPPED = /^(\s*\$\{)([\s\S]*)\}\s*$/u;

/** The program that a text holds, or undefined where the text is plain data. */
export function expressionIn(text: string, role: ExpressionRole): ExpressionText | undefined {
  const match = WRAPPED.exec(text);
  if (match !== null) return { program: match[2] ?? "", offset: (match[1] ?? "").length };
  return role === "field" ? { program: text, offset: 0 } : undefined;
}

/** True where a value has `${ … }` inside other text, which strict mode does not evaluate. */
export function isPartlyWrapped(text: string): boolean {
  return /\$\{[^{}]*\}/u.test(text) && !WRAPPED.test(text);
}
