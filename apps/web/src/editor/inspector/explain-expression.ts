// What each stage of an expression gives, from the left: where does the null come from? A stage is the part of the program up to a
// point at which it could end: each step of a path, each part of a pipe, each operand. Pure; every stage is bounded.

import { parse, type Json, type JsonObject, type Node } from "@ironweave/jq";
import { isObject } from "../kernels/json-schema.ts";
import { bareProgram, tryExpression, type Trial } from "./try-expression.ts";

/** One stage: the text that it adds, and what the program gives up to there. */
export interface ExpressionStage {
  readonly text: string;
  readonly trial: Trial;
  /** Why it is null, where that can be told: the key that the value does not have. */
  readonly reason?: string;
}

const MOST_STAGES = 40;

/** The stages of an expression on data, in the order of the text; none for a program that cannot be read. */
export function explainExpression(text: string, input: Json, variables: JsonObject = {}): readonly ExpressionStage[] {
  const program = bareProgram(text);
  let root: Node;
  try {
    root = parse(program);
  } catch {
    return [];
  }
  return stagesOf(root, program, "")
    .slice(0, MOST_STAGES)
    .map(({ label, prefix, before, node }) => {
      const trial = tryExpression(prefix, input, variables);
      const reason = missingKey(
        node,
        before === undefined ? undefined : tryExpression(before, input, variables),
        trial,
      );
      return { text: label, trial, ...(reason === undefined ? {} : { reason }) };
    });
}

/** True where the answer has nothing in it: null, nothing at all, or a fault. */
export function isEmptyAnswer(trial: Trial): boolean {
  return !trial.ok || trial.outputs.every((output) => output === null);
}

interface Cut {
  readonly label: string;
  /** The program up to this stage. */
  readonly prefix: string;
  /** The program whose answer this stage works on. */
  readonly before: string | undefined;
  readonly node: Node;
}

/** `base` is what stands before the part that `node` is in, ready to be continued. */
function stagesOf(node: Node, program: string, base: string): readonly Cut[] {
  const textOf = ({ start, end }: Node) => program.slice(start, end);
  const whole = base + textOf(node);
  const cut = (before?: string, label = textOf(node)): Cut => ({ label, prefix: whole, before, node });
  switch (node.kind) {
    case "Identity":
      return [];
    case "Pipe": {
      const left = stagesOf(node.left, program, base);
      return [...left, ...stagesOf(node.right, program, base + program.slice(node.left.start, node.right.start))];
    }
    case "Bind":
      return [
        ...stagesOf(node.source, program, base),
        ...stagesOf(node.body, program, base + program.slice(node.start, node.body.start)),
      ];
    case "Define":
      return stagesOf(node.rest, program, base + program.slice(node.start, node.rest.start));
    case "Index":
    case "Slice":
    case "Iterate": {
      const { target } = node;
      const inner = stagesOf(target, program, base);
      const isRoot = target.kind === "Identity";
      const label = isRoot ? textOf(node) : program.slice(target.end, node.end);
      return [...inner, cut(isRoot ? `${base}.` : base + textOf(target), label)];
    }
    case "Alternative":
    case "Binary":
    case "And":
    case "Or":
      return [...stagesOf(node.left, program, base), ...stagesOf(node.right, program, base), cut()];
    case "String": {
      const parts = node.parts.flatMap((part) => (typeof part === "string" ? [] : stagesOf(part, program, base)));
      return parts.length === 0 ? [] : [...parts, cut()];
    }
    case "Object": {
      const values = node.entries.flatMap(({ value }) => (value === undefined ? [] : stagesOf(value, program, base)));
      return [...values, cut()];
    }
    case "Array":
      return [...(node.body === undefined ? [] : stagesOf(node.body, program, base)), cut()];
    case "Literal":
      return [];
    default:
      return [cut()];
  }
}

/** For a path step on an object without the key: which keys it has. */
function missingKey(node: Node, before: Trial | undefined, trial: Trial): string | undefined {
  if (node.kind !== "Index" || node.key.kind !== "Literal" || before?.ok !== true || !trial.ok) return undefined;
  const key = node.key.value;
  const value = before.outputs[0];
  if (typeof key !== "string" || trial.outputs[0] !== null) return undefined;
  if (value === null) return "because what it is read from is null";
  if (!isObject(value) || Object.hasOwn(value, key)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 0 ? "the object is empty" : `there is no “${key}”; there are ${listOf(keys)}`;
}

function listOf(keys: readonly string[]): string {
  return keys.length > 8 ? `${keys.slice(0, 8).join(", ")} and ${keys.length - 8} more` : keys.join(", ");
}
