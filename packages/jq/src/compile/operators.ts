// Arithmetic and comparison on outputs: the right side is the outer loop, as in jq.
import type { Run } from "../budget.ts";
import type { Json } from "../json.ts";
import type { BinaryOperator, NodeOf } from "../syntax/ast.ts";
import { add, divide, multiply, negate, remainder, subtract } from "../value/arithmetic.ts";
import { compare, isEqual } from "../value/order.ts";
import { each, several, single, type Code } from "./code.ts";
import { compileNode, type Scope } from "./scope.ts";

/** Computes one output from two. */
export type Operation = (run: Run, left: Json, right: Json) => Json;

/** What each operator does with two values. */
export const OPERATIONS: Readonly<Record<BinaryOperator, Operation>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "%": remainder,
  "==": (_run, left, right) => isEqual(left, right),
  "!=": (_run, left, right) => !isEqual(left, right),
  "<": (_run, left, right) => compare(left, right) < 0,
  "<=": (_run, left, right) => compare(left, right) <= 0,
  ">": (_run, left, right) => compare(left, right) > 0,
  ">=": (_run, left, right) => compare(left, right) >= 0,
};

export function compileBinary(node: NodeOf<"Binary">, scope: Scope): Code {
  const operation = OPERATIONS[node.operator];
  const left = compileNode(node.left, scope);
  const right = compileNode(node.right, scope);
  const leftOne = left.one;
  const rightOne = right.one;
  if (leftOne !== undefined && rightOne !== undefined) {
    return single((run, environment, input) => {
      const second = rightOne(run, environment, input);
      return operation(run, leftOne(run, environment, input), second);
    });
  }
  return several((run, environment, input, emit) => {
    each(right, run, environment, input, (second) => {
      each(left, run, environment, input, (first) => {
        if (emit(operation(run, first, second))) run.settle();
      });
    });
    return false;
  });
}

export function compileNegate(node: NodeOf<"Negate">, scope: Scope): Code {
  const operand = compileNode(node.operand, scope);
  const { one } = operand;
  if (one !== undefined) return single((run, environment, input) => negate(one(run, environment, input)));
  return several((run, environment, input, emit) =>
    operand.many(run, environment, input, (value) => emit(negate(value))),
  );
}
