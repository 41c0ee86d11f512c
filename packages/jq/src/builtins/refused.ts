// Builtins of jq that read or write outside the program. They are refused when compiling, each with its reason.

/** Refused builtins by `name/arity`, with the reason for the diagnostic. */
export const REFUSED: ReadonlyMap<string, string> = new Map([
  ["input/0", "a program has one input, which is ."],
  ["inputs/0", "a program has one input, which is ."],
  ["env/0", "a program cannot read the environment"],
  ["debug/0", "a program has no message stream"],
  ["debug/1", "a program has no message stream"],
  ["stderr/0", "a program has no message stream"],
  ["halt/0", "a program cannot end its process"],
  ["halt_error/0", "a program cannot end its process; use error"],
  ["halt_error/1", "a program cannot end its process; use error"],
  ["input_filename/0", "a program does not read files"],
  ["modulemeta/0", "a program cannot read modules"],
  ["get_search_list/0", "a program cannot read modules"],
  ["get_jq_origin/0", "a program does not read files"],
  ["get_prog_origin/0", "a program does not read files"],
]);
