// The one place that asks jq whether a program is valid.

import { JqSyntaxError, compile } from "@ironweave/jq";

/** What is wrong with a program, with offsets into it. `name` is the undefined variable, without `$`. */
export interface JqMistake {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
}

const CODES: Readonly<Record<string, string>> = {
  "jq/syntax": "expression_syntax",
  "jq/undefined-variable": "undefined_variable",
  "jq/undefined-function": "undefined_function",
  "jq/undefined-label": "expression_syntax",
  "jq/refused": "expression_refused",
  "jq/too-long": "expression_too_long",
  "jq/too-nested": "expression_too_long",
};

/** The mistake of a program that may read `variables`, or undefined where it compiles. An empty program is a mistake. */
export function jqMistake(program: string, variables: ReadonlySet<string>): JqMistake | undefined {
  if (program.trim() === "")
    return { code: "expression_syntax", message: "it is empty", start: 0, end: program.length };
  try {
    compile(program, { variables: [...variables] });
    return undefined;
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) throw error;
    const { code, message, start, end } = error;
    const name = code === "jq/undefined-variable" ? program.slice(start, end).replace(/^\$/u, "") : undefined;
    return { code: CODES[code] ?? "expression_syntax", message, start, end, ...(name === undefined ? {} : { name }) };
  }
}
