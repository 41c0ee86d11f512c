// Kinds of what operators give, and where they cannot work or cannot decide anything.
import type { Node, NodeOf } from "../syntax/ast.ts";
import type { Analyse, Context } from "./context.ts";
import { caught, hintsWhere, perhaps, type Found, type JqHint } from "./finding.ts";
import { ANY, ARRAY, BOOLEAN, kindWords, NAN, NULL, NUMBER, OBJECT } from "./kind-set.ts";
import { arithmeticResult, arithmeticWord, comparisonResult } from "./operators.ts";

type Operator = NodeOf<"Negate" | "Binary" | "And" | "Or" | "If" | "Alternative" | "Assign">;

export function analyseOperator(node: Operator, context: Context, analyse: Analyse): Found {
  switch (node.kind) {
    case "Negate":
      return negated(node, analyse(node.operand, context));
    case "Binary":
      return binary(node, analyse(node.left, context), analyse(node.right, context));
    case "And":
    case "Or": {
      const [left, right] = [analyse(node.left, context), analyse(node.right, context)];
      const hints = [
        ...left.hints,
        ...perhaps(right.hints),
        ...alwaysTrue(node.left, left.kinds),
        ...alwaysTrue(node.right, right.kinds),
      ];
      return { kinds: left.kinds === 0 ? 0 : BOOLEAN, some: left.some && right.some, hints };
    }
    case "If": {
      const condition = analyse(node.condition, context);
      const then = analyse(node.then, context);
      const otherwise =
        node.otherwise === undefined ? { kinds: context.dot, some: true, hints: [] } : analyse(node.otherwise, context);
      const hints = [...condition.hints, ...perhaps(then.hints), ...perhaps(otherwise.hints)];
      if (condition.kinds === 0) return { kinds: 0, some: false, hints };
      return {
        kinds: then.kinds | otherwise.kinds,
        some: condition.some && then.some && otherwise.some,
        hints: [...hints, ...alwaysTrue(node.condition, condition.kinds)],
      };
    }
    case "Alternative": {
      // `//` goes on with the right where the left fails.
      const [left, right] = [analyse(node.left, context), analyse(node.right, context)];
      const hints = [...perhaps(caught(left.hints)), ...perhaps(right.hints)];
      return { kinds: (left.kinds & ~NULL) | right.kinds, some: right.some, hints };
    }
    case "Assign":
      return assigned(node, context, analyse);
  }
}

function negated({ start, end }: Node, operand: Found): Found {
  if (operand.kinds === 0) return operand;
  if ((operand.kinds & NUMBER) !== 0)
    return { kinds: NUMBER | (operand.kinds & NAN), some: operand.some, hints: operand.hints };
  const message = `${kindWords(operand.kinds)} cannot be negated`;
  const hint: JqHint = { kind: "fails", certain: operand.some, message, start, end };
  return { kinds: 0, some: false, hints: [...operand.hints, hint] };
}

function binary({ operator, start, end, right: divisor }: NodeOf<"Binary">, left: Found, right: Found): Found {
  const hints = [...hintsWhere(right.some, left), ...hintsWhere(left.some, right)];
  const some = left.some && right.some;
  if (left.kinds === 0 || right.kinds === 0) return { kinds: 0, some: false, hints };
  const word = arithmeticWord(operator);
  if (word === undefined) {
    const always = comparisonResult(operator, left.kinds, right.kinds);
    if (always === undefined) return { kinds: BOOLEAN, some, hints };
    const message = `${kindWords(left.kinds)} is compared with ${kindWords(right.kinds)}, so this is always ${always}`;
    return {
      kinds: BOOLEAN,
      some,
      hints: [...hints, { kind: "constant", certain: false, always, message, start, end }],
    };
  }
  const isZero = operator === "/" && divisor.kind === "Literal" && divisor.value === 0;
  const kinds = isZero ? 0 : arithmeticResult(operator, left.kinds, right.kinds);
  if (kinds !== 0) return { kinds, some, hints };
  const message = isZero
    ? "nothing can be divided by zero"
    : `${kindWords(left.kinds)} and ${kindWords(right.kinds)} cannot be ${word}`;
  return { kinds: 0, some: false, hints: [...hints, { kind: "fails", certain: some, message, start, end }] };
}

/** A condition that neither false nor null can come out of; `=` in its place is probably meant to compare. */
export function alwaysTrue(node: Node, kinds: number): readonly JqHint[] {
  if (kinds === 0 || (kinds & (NULL | BOOLEAN)) !== 0) return [];
  const { start, end } = node;
  const always = { kind: "constant", certain: false, always: true, start, end } as const;
  if (node.kind !== "Assign" || node.operator !== "=")
    return [{ ...always, message: `${kindWords(kinds)} is always true; only false and null are not` }];
  const message = `\`=\` assigns, and gives ${kindWords(kinds)}, which is always true; \`==\` compares`;
  return [{ ...always, message, meant: { start: node.left.end, end: node.right.start, text: " == " } }];
}

/** Something that is assigned to keeps its kind where the path begins with a key. */
function assigned(node: NodeOf<"Assign">, context: Context, analyse: Analyse): Found {
  const target = analyse(node.left, context);
  const isOnWhole = node.operator !== "|=" && node.operator !== "//=";
  const right = analyse(node.right, isOnWhole ? context : { ...context, dot: ANY });
  const hints = [...perhaps(caught(target.hints)), ...(isOnWhole ? right.hints : perhaps(right.hints))];
  const first = firstStep(node.left);
  const kinds = first === undefined ? ANY : first | ((context.dot | right.kinds | ANY) & NAN);
  return { kinds, some: isOnWhole && right.some, hints };
}

function firstStep(path: Node): number | undefined {
  if (path.kind !== "Index" || path.optional) return undefined;
  if (path.target.kind !== "Identity") return firstStep(path.target);
  if (path.key.kind !== "Literal") return undefined;
  return typeof path.key.value === "string" ? OBJECT : typeof path.key.value === "number" ? ARRAY : undefined;
}
