// A command line for `sh`, and the arguments that go with it (DSL reference, "Shell Process"): they are its positional
// parameters and are never read as code. A line that uses them has them as `$1`; one that does not gets them at its end.

const POSITIONAL = /\$(?:[@*#1-9]|\{[@*#1-9])/;

/** What is executed. */
export function shellLine(command: string, rest: readonly string[]): readonly string[] {
  if (rest.length === 0) return ["sh", "-c", command];
  const line = POSITIONAL.test(command) ? command : `${command.trimEnd()} "$@"`;
  return ["sh", "-c", line, "sh", ...rest];
}
