// What is certain of a program before it runs: which kinds its results may have, and where it must go wrong for every input.
// An abstract run over kinds; it never says too much: a program with a certain `fails` raises an error for every input, and what
// is said to be constant is so wherever it is reached (analysis.property.test.ts).
import type { KindName } from "../value/kinds.ts";
import type { Span } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { tokenize } from "../syntax/tokenize.ts";
import { analyseCall } from "./analyse-call.ts";
import { alwaysTrue, analyseOperator } from "./analyse-operator.ts";
import { analyseAccess } from "./analyse-access.ts";
import { bound, type Analyse, type Context } from "./context.ts";
import { caught, hintsWhere, perhaps, type Found, type JqHint } from "./finding.ts";
import { ANY, ARRAY, JSON_VALUE, kindNames, kindOfLiteral, kindSet, NAN, NUMBER, OBJECT, STRING } from "./kind-set.ts";

/** What is certain of a program. */
export interface JqAnalysis {
  /** In the order of the program; none for most programs. */
  readonly hints: readonly JqHint[];
  /** Kinds that a result may have, as it is printed (a number that is none is null). */
  readonly kinds: readonly KindName[];
  /** True where there is at least one result whenever no error is raised. */
  readonly some: boolean;
}

export interface AnalyseOptions {
  /** Kinds that the input may have. @default all */
  readonly input?: readonly KindName[];
  /** True where the result is a condition, so that one which is always true is a hint. @default false */
  readonly isCondition?: boolean;
}

/** Analyses a program that compiles; throws JqSyntaxError for one that does not parse. */
export function analyse(program: string, options: AnalyseOptions = {}): JqAnalysis {
  const dot = options.input === undefined ? JSON_VALUE : kindSet(options.input);
  const node = parse(program);
  const { kinds, some, hints } = found(node, { dot, variables: new Map(), functions: new Set() });
  const printed = (kinds & NAN) !== 0 && (kinds & NUMBER) !== 0 ? kinds | kindSet(["null"]) : kinds;
  const all = options.isCondition === true && some ? [...hints, ...alwaysTrue(node, printed)] : hints;
  const whole = all.map(({ meant, ...hint }): JqHint => {
    const isPlain = meant !== undefined && /^\s*=\s*$/u.test(program.slice(meant.start, meant.end));
    return { ...hint, ...balanced(program, hint), ...(isPlain ? { meant } : {}) };
  });
  return { hints: whole.toSorted((left, right) => left.start - right.start), kinds: kindNames(printed), some };
}

/** A span with the parentheses around its first or last part, which are no part of the tree. */
function balanced(program: string, { start, end }: Span): Span {
  const tokens = tokenize(program).filter(({ kind }) => kind === "punctuation");
  const inside = tokens.filter((token) => token.start >= start && token.end <= end);
  let depth = 0;
  let missing = 0;
  for (const { text } of inside) {
    depth += text === "(" ? 1 : text === ")" ? -1 : 0;
    missing = Math.max(missing, -depth);
  }
  const before = tokens.filter((token) => token.end <= start && token.text === "(").toReversed();
  const after = tokens.filter((token) => token.start >= end && token.text === ")");
  return {
    start: before[missing - 1]?.start ?? start,
    end: after[depth + missing - 1]?.end ?? end,
  };
}

const found: Analyse = (node, context): Found => {
  switch (node.kind) {
    case "Identity":
      return { kinds: context.dot, some: true, hints: [] };
    case "RecurseDefault":
      return { kinds: ANY, some: true, hints: [] };
    case "Literal":
      return { kinds: kindOfLiteral(node.value), some: true, hints: [] };
    case "Location":
      return { kinds: OBJECT, some: true, hints: [] };
    case "Format":
      return { kinds: STRING, some: true, hints: [] };
    case "Variable":
      return { kinds: context.variables.get(node.name) ?? ANY, some: true, hints: [] };
    case "String": {
      const parts = node.parts.filter((part) => typeof part !== "string").map((part) => found(part, context));
      return { kinds: STRING, ...together(parts) };
    }
    case "Array": {
      const body = node.body === undefined ? undefined : found(node.body, context);
      return { kinds: ARRAY | ((body?.kinds ?? 0) & NAN), some: true, hints: body?.hints ?? [] };
    }
    case "Pipe": {
      const left = found(node.left, context);
      if (left.kinds === 0) return left;
      const right = found(node.right, { ...context, dot: left.kinds });
      const hints = [...left.hints, ...hintsWhere(left.some, right)];
      return { kinds: right.kinds, some: left.some && right.some, hints };
    }
    case "Comma": {
      const [left, right] = [found(node.left, context), found(node.right, context)];
      return {
        kinds: left.kinds | right.kinds,
        some: left.some || right.some,
        hints: [...left.hints, ...right.hints],
      };
    }
    case "Index":
    case "Slice":
    case "Iterate":
    case "Object":
      return analyseAccess(node, context, found);
    case "Negate":
    case "Binary":
    case "And":
    case "Or":
    case "If":
    case "Alternative":
    case "Assign":
      return analyseOperator(node, context, found);
    case "Try": {
      const body = found(node.body, context);
      const handler = node.handler === undefined ? undefined : found(node.handler, { ...context, dot: ANY });
      const kinds = body.kinds | (handler?.kinds ?? 0);
      return { kinds, some: false, hints: [...perhaps(caught(body.hints)), ...perhaps(handler?.hints ?? [])] };
    }
    case "Bind": {
      const source = found(node.source, context);
      const body = found(node.body, bound(context, node.patterns, source.kinds));
      const isSure = source.some && node.patterns.length === 1 && node.patterns[0]?.kind === "PatternVariable";
      const inner = node.patterns.length === 1 ? hintsWhere(isSure, body) : perhaps(caught(body.hints));
      return { kinds: body.kinds, some: isSure && body.some, hints: [...source.hints, ...inner] };
    }
    case "Reduce":
    case "Foreach": {
      const source = found(node.source, context);
      const init = found(node.init, context);
      const inner = { ...bound(context, node.patterns, source.kinds), dot: ANY };
      const parts = [node.update, ...(node.kind === "Foreach" && node.extract !== undefined ? [node.extract] : [])];
      const hints = parts.flatMap((part) => perhaps(found(part, inner).hints));
      const around = [...hintsWhere(init.some, source), ...hintsWhere(source.some, init)];
      return { kinds: ANY, some: false, hints: [...around, ...(node.patterns.length === 1 ? hints : caught(hints))] };
    }
    case "Define": {
      const { name, parameters, body } = node.definition;
      const functions = new Set([...context.functions, `${name}/${parameters.length}`]);
      const own = parameters.flatMap((parameter) => [`${parameter.name}/0`]);
      const values = parameters.filter(({ isValue }) => isValue).map((parameter) => [parameter.name, ANY] as const);
      const inside: Context = {
        dot: ANY,
        variables: new Map([...context.variables, ...values]),
        functions: new Set([...functions, ...own]),
      };
      const rest = found(node.rest, { ...context, functions });
      return { ...rest, hints: [...perhaps(found(body, inside).hints), ...rest.hints] };
    }
    case "Call":
      return analyseCall(node, context, found);
    case "Label": {
      // What stands after a `break` that was taken is not reached.
      const body = found(node.body, context);
      return { kinds: body.kinds, some: false, hints: perhaps(body.hints) };
    }
    case "Break":
      return { kinds: 0, some: false, hints: [] };
  }
};

/** Parts that are all run, one inside the other: each is surely reached only where all others have results. */
function together(parts: readonly Found[]): Pick<Found, "some" | "hints"> {
  return {
    some: parts.every(({ some }) => some),
    hints: parts.flatMap((part) =>
      hintsWhere(
        parts.every((other) => other === part || other.some),
        part,
      ),
    ),
  };
}
