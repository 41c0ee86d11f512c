// What one run may still spend, and the registers of the tail call in flight. One object per run; nothing is global.
import { JqBudgetError } from "./errors.ts";
import type { Json } from "./json.ts";
import type { Emit, Environment, Many } from "./compile/code.ts";

/** The state of one run. */
export class Run {
  private steps: number;
  private bytes: number;
  depth = 0;
  readonly maxDepth: number;
  readonly now: () => number;
  /** Set by a tail call, taken by `settle`. */
  tail: Many | undefined;
  tailEnvironment: Environment = undefined;
  tailInput: Json = null;
  tailEmit: Emit = discard;
  tailWeight = 0;

  constructor(
    limits: { readonly maxSteps: number; readonly maxBytes: number; readonly maxDepth: number },
    now: () => number,
  ) {
    this.steps = limits.maxSteps;
    this.bytes = limits.maxBytes;
    this.maxDepth = limits.maxDepth;
    this.now = now;
  }

  /** Counts one step. */
  step(): void {
    if ((this.steps -= 1) < 0) tooSlow();
  }

  /** Counts `count` steps. */
  work(count: number): void {
    if ((this.steps -= count) < 0) tooSlow();
  }

  /** Counts the copying of `count` elements into a new array or object. */
  copy(count: number): void {
    if ((this.steps -= count >> 4) < 0) tooSlow();
    if ((this.bytes -= 16 + count * 8) < 0) tooLarge();
  }

  /** Counts a new string of `length` characters that had to be built character by character. */
  text(length: number): void {
    if ((this.steps -= length >> 5) < 0) tooSlow();
    if ((this.bytes -= 16 + length) < 0) tooLarge();
  }

  /** Counts `count` allocated bytes. */
  allocate(count: number): void {
    if ((this.bytes -= count) < 0) tooLarge();
  }

  /** How many bytes may still be allocated. */
  get bytesLeft(): number {
    return this.bytes;
  }

  /**
   * Runs pending tail calls until none is left. Call it wherever a result of `many` or `emit` is not returned.
   * A call that is last in a pipe keeps its receiver and costs no depth; one whose output goes on to another stage has a new
   * receiver, and those that are still open are counted.
   */
  settle(): void {
    const { depth } = this;
    const first = this.tailEmit;
    let open: Emit[] | undefined;
    for (;;) {
      const code = this.tail;
      const emit = this.tailEmit;
      if (code === undefined) throw new Error("a tail call was announced but not set");
      this.tail = undefined;
      if (emit !== first || open !== undefined) open = openReceivers(open ?? [first], emit);
      this.depth = depth + this.tailWeight * (open?.length ?? 1);
      if (this.depth > this.maxDepth) this.tooDeep();
      this.step();
      if (!code(this, this.tailEnvironment, this.tailInput, emit)) break;
    }
    this.depth = depth;
  }

  /** Enters a level of a recursion that is not a tail call; the caller restores `depth`. */
  enter(weight: number): void {
    if ((this.depth += weight) > this.maxDepth) this.tooDeep();
  }

  private tooDeep(): never {
    throw new JqBudgetError("expression_too_deep", "The expression calls itself too deeply");
  }
}

/** Returns the receivers that are open when `emit` is called: those up to it, or all and it. */
function openReceivers(open: Emit[], emit: Emit): Emit[] {
  const at = open.lastIndexOf(emit);
  if (at < 0) open.push(emit);
  else open.length = at + 1;
  return open;
}

function tooSlow(): never {
  throw new JqBudgetError("expression_timeout", "The expression takes too many steps");
}

function tooLarge(): never {
  throw new JqBudgetError("expression_too_large", "The expression makes too much data");
}

function discard(): boolean {
  return false;
}
