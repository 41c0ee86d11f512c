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

const MOST_KEPT = 20_000;
/** Programs that compile, by variables and text: a document may hold more than are kept compiled, and each keystroke asks for all. */
const faultless = new Set<string>();

/** Sets of variables are shared by all places that see the same ones, and never change. */
const namesBySet = new WeakMap<ReadonlySet<string>, string>();

function namesOf(variables: ReadonlySet<string>): string {
  let names = namesBySet.get(variables);
  if (names === undefined) namesBySet.set(variables, (names = [...variables].join(" ")));
  return names;
}

/** The mistake of a program that may read `variables`, or undefined where it compiles. An empty program is a mistake. */
export function jqMistake(program: string, variables: ReadonlySet<string>): JqMistake | undefined {
  if (program.trim() === "")
    return { code: "expression_syntax", message: "it is empty", start: 0, end: program.length };
  const key = `${namesOf(variables)}\n${program}`;
  if (faultless.has(key)) return undefined;
  try {
    compile(program, { variables: [...variables] });
    if (faultless.size >= MOST_KEPT) faultless.clear();
    faultless.add(key);
    return undefined;
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) throw error;
    const { code, message, start, end } = error;
    const name = code === "jq/undefined-variable" ? program.slice(start, end).replace(/^\$/u, "") : undefined;
    return { code: CODES[code] ?? "expression_syntax", message, start, end, ...(name === undefined ? {} : { name }) };
  }
}
