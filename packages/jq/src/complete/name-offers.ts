// Offers of names: the language's functions, words and formats, and variables.
import { BUILTIN_NAMES } from "../builtins/builtin-names.ts";
import { parametersOf } from "../builtins/builtin-parameters.ts";
import { FORMAT_NAMES } from "../builtins/formats.ts";
import { REFUSED } from "../builtins/refused.ts";
import type { Json } from "../json.ts";
import type { FunctionDefinition } from "../syntax/ast.ts";
import type { JqOffer } from "./completion.ts";
import { valueWords } from "./value-words.ts";
import type { Frame } from "./frames.ts";

/** Arguments that are texts, and those that are numbers; the others are expressions on “.”. */
const TEXTS = new Set(["regex", "flags", "text", "separator", "format", "name", "unit"]);
const NUMBERS = new Set(["count", "depth", "index", "from", "to", "by", "seconds", "base", "exponent", "y", "x"]);

function exampleOf(parameter: string): string {
  if (TEXTS.has(parameter)) return '""';
  return NUMBERS.has(parameter) ? "1" : ".";
}

function callOf(name: string, parameters: readonly string[], doc: string): JqOffer {
  const examples = parameters.map(exampleOf);
  const first = name.length + 1;
  const isNumber = examples[0] === "1";
  return {
    kind: "function",
    label: name,
    insert: parameters.length === 0 ? name : `${name}(${examples.join("; ")})`,
    // Behind the dot, so that the keys of what the function works on are offered next.
    ...(parameters.length === 0 ? {} : { caret: { start: isNumber ? first : first + 1, end: first + 1 } }),
    detail: parameters.length === 0 ? "" : `(${parameters.join("; ")})`,
    doc,
  };
}

const BUILTINS: readonly JqOffer[] = BUILTIN_NAMES.filter(({ name, arity }) => !REFUSED.has(`${name}/${arity}`)).map(
  ({ name, arity, doc }) => callOf(name, parametersOf(name, arity), `${doc.charAt(0).toUpperCase()}${doc.slice(1)}.`),
);

/** Functions that are defined before the place, newest first, and the builtins. */
export function functionOffers(own: readonly FunctionDefinition[]): readonly JqOffer[] {
  const defined = own.toReversed().map(({ name, parameters }) =>
    callOf(
      name,
      parameters.map((each) => (each.isValue ? `$${each.name}` : each.name)),
      "Defined in this expression.",
    ),
  );
  return [...defined, ...BUILTINS];
}

const WORDS: readonly (readonly [label: string, insert: string, caret: number, doc: string])[] = [
  ["if", "if . then . else . end", 4, "One of two results, by a condition."],
  ["reduce", "reduce .[] as $item (0; . + $item)", 8, "One result from many outputs."],
  ["foreach", "foreach .[] as $item (0; . + $item)", 9, "A running result, after each output."],
  ["try", "try . catch .", 5, "What to give where something fails."],
  ["def", "def f: .; f", 5, "A function of your own."],
  ["label", "label $out | .", 14, "A place that “break $out” leaves."],
];

/** Words of the language, with all that belongs to them, so that what is put in can be read. */
export const WORD_OFFERS: readonly JqOffer[] = [
  ...WORDS.map(([label, insert, caret, doc]): JqOffer => ({
    kind: "keyword",
    label,
    insert,
    caret: { start: caret, end: caret },
    detail: "",
    doc,
  })),
  ...["true", "false", "null"].map((label): JqOffer => ({
    kind: "keyword",
    label,
    insert: label,
    detail: "",
    doc: "",
  })),
];

/** `@base64` and its like. */
export const FORMAT_OFFERS: readonly JqOffer[] = FORMAT_NAMES.map((name) => ({
  kind: "format",
  label: `@${name}`,
  insert: `@${name}`,
  detail: "",
  doc: "",
}));

/** Variables: the program's own, innermost first, then those that exist where it stands. */
export function variableOffers(
  frames: readonly Frame[],
  bound: readonly string[],
  known: Readonly<Record<string, string>>,
): readonly JqOffer[] {
  const names = [...new Set([...bound.toReversed(), ...Object.keys(known)])];
  return names.map((name) => {
    const frame = frames.find(({ variables }) => isKnown(variables[name]));
    const value = frame?.variables[name];
    return {
      kind: "variable",
      label: `$${name}`,
      insert: `$${name}`,
      detail: value === undefined || frame === undefined ? "" : valueWords(value, frame.sample.isShape === true),
      doc: bound.includes(name) ? "Bound in this expression." : (known[name] ?? ""),
      ...(frame?.sample.origin === undefined ? {} : { origin: frame.sample.origin }),
    };
  });
}

function isKnown(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}
