// What a value must look like for expressions to read it: `.devices[].state == "active"` wants a list of objects with a state. The
// programs are walked with the place they stand at in the value; nothing is run. Pure.

import { parse, type Json, type Node } from "@ironweave/jq";

/** A value as it is known from being read. */
class Shape {
  readonly #keys = new Map<string, Shape>();
  #element: Shape | undefined;
  #value: Json | undefined;

  key(name: string): Shape {
    const known = this.#keys.get(name) ?? new Shape();
    this.#keys.set(name, known);
    return known;
  }

  element(): Shape {
    return (this.#element ??= new Shape());
  }

  /** The first value it is compared with is as good a sample as any. */
  mayBe(value: Json): void {
    this.#value ??= value;
  }

  get isKnown(): boolean {
    return this.#keys.size > 0 || this.#element !== undefined || this.#value !== undefined;
  }

  toJson(): Json {
    if (this.#element !== undefined) return [this.#element.toJson()];
    if (this.#keys.size > 0)
      return Object.fromEntries([...this.#keys].map(([name, shape]) => [name, shape.toJson()] as const));
    return this.#value ?? "text";
  }
}

/** A sample that all programs can read; undefined where they read nothing. Programs that do not parse are passed over. */
export function readShape(programs: readonly string[]): Json | undefined {
  const root = new Shape();
  for (const program of programs) {
    try {
      visit(parse(program), root);
    } catch {
      continue;
    }
  }
  return root.isKnown ? root.toJson() : undefined;
}

type Place = Shape | undefined;

const BY_ELEMENT = new Set(["map", "sort_by", "group_by", "min_by", "max_by", "unique_by", "map_values"]);
const KEEPS_PLACE = new Set(["select", "sort_by", "sort", "reverse", "unique", "unique_by", "first", "last"]);

/** Where the value of `node` lies, when it works on what lies at `here`. */
function visit(node: Node, here: Place): Place {
  switch (node.kind) {
    case "Identity":
      return here;
    case "Index": {
      const target = visit(node.target, here);
      if (node.key.kind === "Literal" && typeof node.key.value === "string") return target?.key(node.key.value);
      if (node.key.kind === "Literal" && typeof node.key.value === "number") return target?.element();
      visit(node.key, here);
      return undefined;
    }
    case "Iterate":
      return visit(node.target, here)?.element();
    case "Slice":
      return visit(node.target, here);
    case "Pipe":
      return visit(node.right, visit(node.left, here));
    case "Bind":
      visit(node.source, here);
      return visit(node.body, here);
    case "Alternative": {
      visit(node.right, here);
      return visit(node.left, here);
    }
    case "Binary": {
      const left = visit(node.left, here);
      const right = visit(node.right, here);
      if (node.right.kind === "Literal" && node.right.value !== null) left?.mayBe(node.right.value);
      if (node.right.kind === "String") left?.mayBe(textOf(node.right));
      if (node.left.kind === "String") right?.mayBe("text");
      return undefined;
    }
    case "And":
    case "Or":
    case "Comma":
      visit(node.left, here);
      visit(node.right, here);
      return undefined;
    case "String":
      for (const part of node.parts) if (typeof part !== "string") visit(part, here);
      return undefined;
    case "Object":
      for (const { key, value } of node.entries) {
        if (value !== undefined) visit(value, here);
        else if (key.kind === "Literal" && typeof key.value === "string") here?.key(key.value);
        else if (key.kind === "String") here?.key(textOf(key));
      }
      return undefined;
    case "Array":
      if (node.body !== undefined) visit(node.body, here);
      return undefined;
    case "Negate":
      visit(node.operand, here)?.mayBe(1);
      return undefined;
    case "If":
      visit(node.condition, here)?.mayBe(true);
      visit(node.then, here);
      if (node.otherwise !== undefined) visit(node.otherwise, here);
      return undefined;
    case "Try":
      return visit(node.body, here);
    case "Define":
      return visit(node.rest, here);
    case "Reduce":
    case "Foreach":
      visit(node.source, here);
      return undefined;
    case "Call":
      return call(node.name, node.args, here);
    default:
      return undefined;
  }
}

function call(name: string, args: readonly Node[], here: Place): Place {
  const [first, second] = args;
  if ((name === "any" || name === "all") && first !== undefined && second !== undefined) {
    visit(second, visit(first, here));
    return undefined;
  }
  const inside =
    BY_ELEMENT.has(name) || ((name === "any" || name === "all") && first !== undefined) ? here?.element() : here;
  const places = args.map((arg) => visit(arg, inside));
  if (name === "first" && first !== undefined) return places[0];
  if (name === "first" || name === "last") return here?.element();
  return KEEPS_PLACE.has(name) ? here : undefined;
}

function textOf({ parts }: Extract<Node, { kind: "String" }>): string {
  return parts.filter((part) => typeof part === "string").join("");
}
