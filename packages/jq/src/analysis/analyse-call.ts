// Kinds of what calls give: of builtins whose kinds are known, and nothing certain of any other function.
import type { NodeOf } from "../syntax/ast.ts";
import type { Analyse, Context } from "./context.ts";
import { alwaysTrue } from "./analyse-operator.ts";
import { caught, hintsWhere, NEVER, perhaps, type Found, type JqHint } from "./finding.ts";
import { ANY, BOOLEAN, kindsOnly, kindWords, NAN, NUMBER } from "./kind-set.ts";
import { CLOSURE_SIGNATURES, KIND_FILTERS, RUNS_ARGUMENTS, SIGNATURES, type Signature } from "./signatures.ts";

export function analyseCall(node: NodeOf<"Call">, context: Context, analyse: Analyse): Found {
  const name = `${node.name}/${node.args.length}`;
  const [first] = node.args;
  if (context.functions.has(name)) return unknown(node, context, analyse);
  if (name === "empty/0" || name === "error/0") return NEVER;
  if (name === "error/1") return { ...NEVER, hints: perhaps(unknown(node, context, analyse).hints) };
  if (name === "select/1" && first !== undefined) {
    const condition = analyse(first, context);
    const hints = [...condition.hints, ...alwaysTrue(first, condition.kinds)];
    return { kinds: condition.kinds === 0 ? 0 : context.dot, some: false, hints };
  }
  const filter = KIND_FILTERS.get(name);
  if (filter !== undefined)
    return { kinds: context.dot & (filter | NAN), some: (kindsOnly(context.dot) & ~filter) === 0, hints: [] };
  if (name === "length/0") return withInput(node, context, { ...LENGTH, output: NUMBER | lengthNan(context.dot) });
  if (name === "nan/0") return { kinds: NUMBER | NAN, some: true, hints: [] };
  if (name === "contains/1" && first !== undefined) return containment(node, context, analyse(first, context));
  const signature = SIGNATURES.get(name);
  if (signature !== undefined) return withArguments(node, context, signature, analyse);
  const closures = CLOSURE_SIGNATURES.get(name);
  if (closures === undefined) return unknown(node, context, analyse);
  const inner = RUNS_ARGUMENTS.has(name)
    ? perhaps(node.args.flatMap((arg) => analyse(arg, { ...context, dot: ANY }).hints))
    : [];
  const { kinds, some, hints } = withInput(node, context, closures);
  return { kinds: kinds === 0 ? 0 : kinds | NAN, some, hints: [...inner, ...hints] };
}

const LENGTH: Signature = { input: ANY & ~BOOLEAN, args: [], output: NUMBER, some: true };

/** Only the length of a number that is none is none. */
function lengthNan(dot: number): number {
  return (dot & NUMBER) === 0 ? 0 : dot & NAN;
}

/** A function of the program's own, or one of which nothing is known: it may catch the errors of its arguments. */
function unknown({ args }: NodeOf<"Call">, context: Context, analyse: Analyse): Found {
  const hints = args.flatMap((arg) => perhaps(caught(analyse(arg, { ...context, dot: ANY }).hints)));
  return { kinds: ANY, some: false, hints };
}

function withInput(node: NodeOf<"Call">, { dot }: Context, { input, output, some }: Signature): Found {
  if ((dot & input) !== 0) return { kinds: output | (output === ANY ? NAN : 0), some, hints: [] };
  const message = `\`${node.name}\` takes ${kindWords(input)}, not ${kindWords(dot)}`;
  return { kinds: 0, some: false, hints: [fails(node, node.args.length === 0, message)] };
}

function fails({ start, end }: NodeOf<"Call">, certain: boolean, message: string): JqHint {
  return { kind: "fails", certain, message, start, end };
}

function withArguments(node: NodeOf<"Call">, context: Context, signature: Signature, analyse: Analyse): Found {
  const args = node.args.map((arg) => analyse(arg, context));
  const isSure = args.every(({ some }) => some);
  const hints = args.flatMap((arg) =>
    hintsWhere(
      args.every((other) => other === arg || other.some),
      arg,
    ),
  );
  if (args.some(({ kinds }) => kinds === 0)) return { kinds: 0, some: false, hints };
  const result = withInput(node, context, signature);
  if (result.kinds === 0)
    return { ...result, hints: [...hints, ...result.hints.map((hint) => ({ ...hint, certain: isSure }))] };
  const wrong = args.findIndex(({ kinds }, index) => (kinds & (signature.args[index] ?? ANY)) === 0);
  if (wrong === -1) {
    // What is sorted, reversed or read may hold what the input holds.
    const nan = (context.dot | args.reduce((set, { kinds }) => set | kinds, 0)) & NAN;
    return { kinds: result.kinds | (holdsInput(result.kinds) ? nan : 0), some: result.some && isSure, hints };
  }
  const wanted = kindWords(signature.args[wrong] ?? ANY);
  const message = `\`${node.name}\` takes ${wanted} as its argument, not ${kindWords(args[wrong]?.kinds ?? ANY)}`;
  return { kinds: 0, some: false, hints: [...hints, fails(node, isSure, message)] };
}

/** Booleans and texts hold no numbers. */
function holdsInput(kinds: number): boolean {
  return (kinds & ~BOOLEAN) !== 0;
}

/** Only values of one kind may contain each other. */
function containment(node: NodeOf<"Call">, { dot }: Context, part: Found): Found {
  const { kinds, some, hints } = part;
  if (kinds === 0) return { kinds: 0, some: false, hints };
  if ((kindsOnly(dot) & kinds) !== 0) return { kinds: BOOLEAN, some, hints };
  const message = `\`contains\` takes two of one kind, not ${kindWords(dot)} and ${kindWords(kinds)}`;
  return { kinds: 0, some: false, hints: [...hints, fails(node, some, message)] };
}
