// What is certain of a jq program's results before it runs over an object, so that checks that can never fail need not be
// written. The invariant: `false` is always a right answer.

import type { Node } from "@ironweave/jq";

/** What is certain: exactly one result (or an error), a result other than null, a result that is an object, or a boolean. */
export interface Certainty {
  readonly single: boolean;
  readonly nonNull: boolean;
  readonly object: boolean;
  readonly boolean: boolean;
}

/** Builtins with one result: of which type, by name and number of arguments. */
const KNOWN: Readonly<Record<string, "value" | "any" | "boolean" | "object">> = {
  "not/0": "boolean",
  "length/0": "value",
  "keys/0": "value",
  "tojson/0": "value",
  "tostring/0": "value",
  "ascii_downcase/0": "value",
  "ascii_upcase/0": "value",
  "type/0": "value",
  "now/0": "value",
  "to_entries/0": "value",
  "from_entries/0": "object",
  "map/1": "value",
  "sort/0": "value",
  "unique/0": "value",
  "reverse/0": "value",
  "sort_by/1": "value",
  "group_by/1": "value",
  "tonumber/0": "value",
  "floor/0": "value",
  "add/0": "any",
  "first/0": "any",
  "last/0": "any",
  "min/0": "any",
  "max/0": "any",
  "fromjson/0": "any",
};

const NOTHING: Certainty = { single: false, nonNull: false, object: false, boolean: false };
const OBJECT: Certainty = { single: true, nonNull: true, object: true, boolean: false };
const ANY: Certainty = { ...NOTHING, single: true };
const VALUE: Certainty = { ...ANY, nonNull: true };
const BOOLEAN: Certainty = { ...VALUE, boolean: true };

const COMPARISONS: readonly string[] = ["==", "!=", "<", "<=", ">", ">="];

/** What is certain of the program's results where its input is an object. */
export function certaintyOf(node: Node): Certainty {
  return of(node, OBJECT);
}

function of(node: Node, dot: Certainty): Certainty {
  const single = (...nodes: readonly (Node | undefined)[]): boolean =>
    nodes.every((each) => each === undefined || of(each, dot).single);
  const when = (certain: boolean, then: Certainty): Certainty => (certain ? then : { ...then, single: false });
  switch (node.kind) {
    case "Identity":
      return dot;
    case "Literal":
      return typeof node.value === "boolean" ? BOOLEAN : node.value === null ? ANY : VALUE;
    case "String":
      return when(single(...node.parts.filter((part) => typeof part !== "string")), VALUE);
    case "Format":
    case "Array":
      return VALUE;
    case "Object":
      return when(single(...node.entries.flatMap(({ key, value }) => [key, value])), OBJECT);
    case "Index":
      return when(!node.optional && single(node.target, node.key), ANY);
    case "Negate":
      return when(single(node.operand), VALUE);
    case "And":
    case "Or":
      return when(single(node.left, node.right), BOOLEAN);
    case "Binary":
      return binary(node.operator, of(node.left, dot), of(node.right, dot));
    case "Pipe": {
      const left = of(node.left, dot);
      const right = of(node.right, left);
      return { ...right, single: left.single && right.single };
    }
    case "Alternative": {
      const left = of(node.left, dot);
      const right = of(node.right, dot);
      return { ...NOTHING, single: left.single && right.single, nonNull: right.nonNull, object: false };
    }
    case "Assign":
      return isMember(node.left) && dot.object ? when(node.operator === "|=" || single(node.right), OBJECT) : NOTHING;
    case "If": {
      const then = of(node.then, dot);
      const otherwise = node.otherwise === undefined ? dot : of(node.otherwise, dot);
      return {
        single: single(node.condition) && then.single && otherwise.single,
        nonNull: then.nonNull && otherwise.nonNull,
        object: then.object && otherwise.object,
        boolean: then.boolean && otherwise.boolean,
      };
    }
    case "Call":
      return call(node.name, node.args, dot);
    default:
      return NOTHING;
  }
}

function binary(operator: string, left: Certainty, right: Certainty): Certainty {
  const single = left.single && right.single;
  if (COMPARISONS.includes(operator)) return { ...BOOLEAN, single };
  return {
    single,
    nonNull: operator !== "+" || left.nonNull || right.nonNull,
    object: operator === "+" && left.object && right.object,
    boolean: false,
  };
}

/** A path to something inside the input, so that assigning there leaves an object an object. */
function isMember(node: Node): boolean {
  return (
    node.kind === "Index" &&
    node.key.kind !== "Identity" &&
    (node.target.kind === "Identity" || isMember(node.target)) &&
    (node.key.kind === "String" || (node.key.kind === "Literal" && typeof node.key.value === "string"))
  );
}

function call(name: string, args: readonly Node[], dot: Certainty): Certainty {
  if (name === "del" && args.length === 1 && dot.object && isMember(args[0] ?? { kind: "Identity", start: 0, end: 0 }))
    return OBJECT;
  if (name === "del" && dot.object && args.every((each) => each.kind === "Comma" || isMember(each))) return OBJECT;
  const known = KNOWN[`${name}/${args.length}`];
  if (known === undefined) return NOTHING;
  return { any: ANY, value: VALUE, boolean: BOOLEAN, object: OBJECT }[known];
}
