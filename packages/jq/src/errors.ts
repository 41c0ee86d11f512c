// The three ways a jq program can fail: it does not compile, it raises an error, it exceeds a budget.
// Callers branch on the class and on `code`; the messages of runtime errors are jq's own, word for word.
import type { Json } from "./json.ts";

/** Codes of errors found while compiling; each has a sentence in docs/errors/jq.md. */
export type JqSyntaxCode =
  | "jq/syntax"
  | "jq/undefined-variable"
  | "jq/undefined-function"
  | "jq/undefined-label"
  | "jq/refused"
  | "jq/too-long"
  | "jq/too-nested";

/** Thrown by `compile`: the program is not valid; `start` and `end` are offsets (UTF-16 units) into its text. */
export class JqSyntaxError extends Error {
  override readonly name = "JqSyntaxError";
  readonly start: number;
  readonly end: number;
  readonly code: JqSyntaxCode;
  constructor(code: JqSyntaxCode, message: string, start: number, end: number) {
    super(message);
    this.code = code;
    this.start = start;
    this.end = end;
  }
}

/** Thrown by `run`: an error no `try` caught. `message` is what jq prints after "jq: error: ". */
export class JqRuntimeError extends Error {
  override readonly name = "JqRuntimeError";
  readonly code = "expression_error";
  /** The value given to `error`, usually a string. */
  readonly value: Json;
  /** What the program had produced before it failed. */
  readonly outputs: readonly Json[];
  constructor(message: string, value: Json, outputs: readonly Json[]) {
    super(message);
    this.value = value;
    this.outputs = outputs;
  }
}

/** Which budget a run exceeded. */
export type JqBudgetCode = "expression_timeout" | "expression_too_large" | "expression_too_deep";

/** Thrown by `run` when a program exceeds its step, size or depth budget; `try` inside the program cannot catch it. */
export class JqBudgetError extends Error {
  override readonly name = "JqBudgetError";
  readonly code: JqBudgetCode;
  constructor(code: JqBudgetCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A jq error in flight. Not an Error: raising it must not capture a stack, since `try` and `?` are used in loops. */
export class Raised {
  readonly value: Json;
  constructor(value: Json) {
    this.value = value;
  }
}

/** Raises a jq error whose value is the message. */
export function raise(message: string): never {
  // oxlint-disable-next-line typescript/only-throw-error -- see Raised: a stack per jq error would dominate `try` loops
  throw new Raised(message);
}

/** `break $label` in flight; `token` is unique to one activation of the label. */
export class Break {
  readonly token: object;
  constructor(token: object) {
    this.token = token;
  }
}
