// Mistakes in jq programs that people make who come from other languages: what is wrong in words, and the program as it was
// most likely meant. Pure; a suggestion is only ever one that compiles.

import { BUILTIN_NAMES, compile } from "@ironweave/jq";

/** What a habit's program should say instead. */
export interface JqAdvice {
  readonly message: string;
  /** The mended program; undefined where none compiles. */
  readonly program: string | undefined;
}

type Habit = readonly [pattern: RegExp, message: string, mend: (program: string) => string];

/** Text in quotes is not looked at. */
const outsideStrings = (program: string, pattern: RegExp, to: string): string =>
  program.replace(/"(?:[^"\\]|\\.)*"|[^"]+/gu, (part) => (part.startsWith('"') ? part : part.replace(pattern, to)));

const HABITS: readonly Habit[] = [
  [/'/u, 'texts stand in double quotes in jq: "…"', (program) => program.replace(/'([^'"]*)'/gu, '"$1"')],
  [/&&/u, "jq writes `and`, not `&&`", (program) => outsideStrings(program, /\s*&&\s*/gu, " and ")],
  [
    /\|\|/u,
    "jq writes `or`, not `||` (and `//` for what to take instead of nothing)",
    (program) => outsideStrings(program, /\s*\|\|\s*/gu, " or "),
  ],
  [/===/u, "jq writes `==`, not `===`", (program) => outsideStrings(program, /===/gu, "==")],
  [/!==/u, "jq writes `!=`, not `!==`", (program) => outsideStrings(program, /!==/gu, "!=")],
  [
    /\$\.|\$\[/u,
    "paths begin with `.` in jq, not with `$.`",
    (program) =>
      outsideStrings(program, /\$(?=[.[])/gu, ".")
        .replaceAll("..", ".")
        .replaceAll(".[", ".["),
  ],
  [/^\s*!/u, "jq writes `… | not`, not `!…`", (program) => `${program.replace(/^\s*!\s*/u, "").trimEnd()} | not`],
  [
    /\?[^?]*:/u,
    "jq writes `if … then … else … end`, not `… ? … : …`",
    (program) => program.replace(/^(.*?)\s\?\s(.*?)\s:\s(.*)$/su, "if $1 then $2 else $3 end"),
  ],
  [
    /^\s*\{\s*[^{}:,]*\}\s*$/u,
    "expressions have one pair of braces here: `${ … }`",
    (program) => program.replace(/^\s*\{\s*([^{}]*?)\s*\}\s*$/su, "$1"),
  ],
];

/** Advice for a program that does not compile, or undefined where no habit is seen in it. */
export function jqAdvice(
  program: string,
  variables: ReadonlySet<string>,
  undefinedName?: string,
): JqAdvice | undefined {
  for (const [pattern, message, mend] of HABITS) {
    if (!pattern.test(program)) continue;
    const mended = mend(program).trim();
    return { message, program: compiles(mended, variables) ? mended : undefined };
  }
  if (undefinedName === undefined || !/^\w+$/u.test(undefinedName)) return undefined;
  const dashed = new RegExp(`\\.([A-Za-z_]\\w*(?:-\\w+)*-${undefinedName}(?:-\\w+)*)`, "u").exec(program)?.[1];
  if (dashed !== undefined) {
    const mended = program.replace(`.${dashed}`, `."${dashed}"`).trim();
    const message = `a name with a dash stands in quotes: ."${dashed}"`;
    return { message, program: compiles(mended, variables) ? mended : undefined };
  }
  const mended = program.replace(new RegExp(`(?<![.$\\w])${undefinedName}\\b(?!\\()`, "u"), `.${undefinedName}`).trim();
  const takes = argumentCounts(undefinedName);
  const isMended = mended !== program.trim() && compiles(mended, variables);
  if (takes.length > 0) {
    const data = isMended ? `; data of that name is read with a dot in front: .${undefinedName}` : "";
    const message = `${undefinedName} takes ${countWords(takes)}${data}`;
    return { message, program: isMended ? mended : undefined };
  }
  if (!isMended) return undefined;
  return { message: `data is read with a dot in front: .${undefinedName}`, program: mended };
}

/** How many arguments the builtins of a name take; empty where there is none. */
function argumentCounts(name: string): readonly number[] {
  return BUILTIN_NAMES.filter((builtin) => builtin.name === name)
    .map(({ arity }) => arity)
    .toSorted((a, b) => a - b);
}

function countWords(counts: readonly number[]): string {
  const words = counts.map((count) => (count === 0 ? "no" : String(count)));
  return `${words.join(" or ")} ${counts.at(-1) === 1 ? "argument" : "arguments"}`;
}

/** True where a program can run in the place that has these variables. */
export function compiles(program: string, variables: ReadonlySet<string>): boolean {
  if (program.trim() === "") return false;
  try {
    compile(program, { variables: [...variables] });
    return true;
  } catch {
    return false;
  }
}

/** A text with `${ … }` inside as one program that makes the whole text; undefined where that does not compile. */
export function joinedProgram(text: string, variables: ReadonlySet<string>): string | undefined {
  const parts = text.split(/\$\{([^{}]*)\}/u);
  const body = parts.map((part, index) => (index % 2 === 0 ? JSON.stringify(part).slice(1, -1) : `\\(${part.trim()})`));
  const program = `"${body.join("")}"`;
  return compiles(program, variables) ? program : undefined;
}
