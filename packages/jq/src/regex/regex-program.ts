// Turns the tree into instructions for the matcher. Counted repeats are written out, so their number is limited.
import { RegexSyntaxError } from "./pattern-reader.ts";
import type { Assertion, CodePointTest, ParsedRegex, RegexNode } from "./regex-node.ts";

/** One instruction; `next` and the like are addresses. */
export type Instruction =
  | { readonly op: "test"; readonly test: CodePointTest }
  | { readonly op: "fold"; readonly codes: readonly number[] }
  | { readonly op: "fail" }
  | { readonly op: "grapheme" }
  | { op: "jump"; to: number }
  | { op: "split"; first: number; second: number }
  | { readonly op: "save"; readonly slot: number }
  /** Ends a group that began at the mark. */
  | { readonly op: "close"; readonly group: number; readonly mark: number }
  | { readonly op: "keep" }
  | { readonly op: "assert"; readonly assertion: Assertion }
  | { readonly op: "reference"; readonly groups: readonly number[]; readonly ignoreCase: boolean }
  | { readonly op: "progress"; readonly slot: number; readonly exit: number[] }
  | {
      readonly op: "look";
      readonly body: readonly Instruction[];
      readonly isBehind: boolean;
      readonly isNegated: boolean;
    }
  | { readonly op: "atomic"; readonly body: readonly Instruction[] }
  | { readonly op: "call"; readonly group: number }
  | { readonly op: "return" }
  /** Goes on at `otherwise` where the condition does not hold. */
  | { readonly op: "condition"; readonly condition: readonly number[] | Condition; otherwise: number }
  | { readonly op: "match" };

/** What must match here for a condition to hold; it takes what it matches. */
export interface Condition {
  readonly body: readonly Instruction[];
}

/** A compiled regular expression. */
export interface RegexProgram {
  readonly instructions: readonly Instruction[];
  /** Registers: start and end of each group, then marks that loops use to see whether they moved, then the call in force. */
  readonly slotCount: number;
  readonly groupCount: number;
  /** Instructions of the groups that are called, by number; each ends with `return`. */
  readonly routines: ReadonlyMap<number, readonly Instruction[]>;
  /** Whether the future of a match depends only on instruction and position, so that failures can be remembered. */
  readonly isMemorable: boolean;
}

const MAX_INSTRUCTIONS = 50_000;

/** Returns the instructions of a tree. */
export function compileRegex({ node, names, groups, hasCalls }: ParsedRegex): RegexProgram {
  const groupCount = names.length;
  const compiler = new Compiler(2 * (groupCount + 1), hasCalls ? groups : undefined);
  const instructions = compiler.program(node);
  const { slots, isMemorable, routines } = compiler;
  return { instructions, slotCount: slots + 1, groupCount, isMemorable, routines };
}

class Compiler {
  slots: number;
  isMemorable = true;
  readonly routines = new Map<number, Instruction[]>();
  /** Undefined where no group is called. */
  private readonly groups: readonly RegexNode[] | undefined;
  private count = 0;

  constructor(slots: number, groups: readonly RegexNode[] | undefined) {
    this.slots = slots;
    this.groups = groups;
  }

  program(node: RegexNode): Instruction[] {
    const out: Instruction[] = [];
    this.emit(node, out);
    out.push({ op: "match" });
    return out;
  }

  /** A look-behind must end where it was asked; the matcher knows where that is. */
  private look(node: Extract<RegexNode, { readonly kind: "look" }>): Instruction[] {
    if (!node.isBehind) return this.program(node.body);
    return this.program({ kind: "sequence", items: [node.body, { kind: "assert", assertion: "look-behind-end" }] });
  }

  private emit(node: RegexNode, out: Instruction[]): void {
    this.count += 1;
    if (this.count > MAX_INSTRUCTIONS) throw new RegexSyntaxError("too many instructions in the pattern");
    switch (node.kind) {
      case "empty":
        return;
      case "test":
        out.push({ op: "test", test: node.test });
        return;
      case "fold":
        out.push({ op: "fold", codes: node.codes });
        return;
      case "fail":
        out.push({ op: "fail" });
        return;
      case "grapheme":
        out.push({ op: "grapheme" });
        return;
      case "call":
        this.call(node.group, out);
        return;
      case "conditional":
        this.conditional(node, out);
        return;
      case "sequence":
        for (const item of node.items) this.emit(item, out);
        return;
      case "choice":
        this.choice(node.options, out);
        return;
      case "capture":
        this.capture(node, out);
        return;
      case "repeat":
        if (node.mode === "possessive") out.push({ op: "atomic", body: this.program({ ...node, mode: "greedy" }) });
        else this.repeat(node, out);
        return;
      case "atomic":
        out.push({ op: "atomic", body: this.program(node.body) });
        return;
      case "look":
        out.push({ op: "look", body: this.look(node), isBehind: node.isBehind, isNegated: node.isNegated });
        return;
      case "assert":
        out.push({ op: "assert", assertion: node.assertion });
        return;
      case "keep":
        out.push({ op: "keep" });
        return;
      case "reference":
        this.isMemorable = false;
        out.push({ op: "reference", groups: node.groups, ignoreCase: node.ignoreCase });
    }
  }

  private capture({ index, body }: Extract<RegexNode, { readonly kind: "capture" }>, out: Instruction[]): void {
    if (this.groups === undefined) {
      out.push({ op: "save", slot: 2 * index });
      this.emit(body, out);
      out.push({ op: "save", slot: 2 * index + 1 });
      return;
    }
    // A group that calls itself sets its own registers on the way: where it began is kept aside, and with the call.
    const mark = this.slots;
    this.slots += 1;
    out.push({ op: "save", slot: mark });
    this.emit(body, out);
    out.push({ op: "close", group: index, mark });
  }

  private call(group: number, out: Instruction[]): void {
    this.isMemorable = false;
    out.push({ op: "call", group });
    const node = this.groups?.[group];
    if (node === undefined || this.routines.has(group)) return;
    const routine: Instruction[] = [];
    this.routines.set(group, routine);
    this.emit(node, routine);
    routine.push({ op: "return" });
  }

  private conditional(node: Extract<RegexNode, { readonly kind: "conditional" }>, out: Instruction[]): void {
    this.isMemorable = false;
    const condition = "kind" in node.condition ? { body: this.program(node.condition) } : node.condition;
    const test: Instruction & { op: "condition" } = { op: "condition", condition, otherwise: 0 };
    out.push(test);
    this.emit(node.yes, out);
    const jump: { op: "jump"; to: number } = { op: "jump", to: 0 };
    out.push(jump);
    test.otherwise = out.length;
    this.emit(node.no, out);
    jump.to = out.length;
  }

  private choice(options: readonly RegexNode[], out: Instruction[]): void {
    const jumps: { op: "jump"; to: number }[] = [];
    for (const [index, option] of options.entries()) {
      if (index === options.length - 1) {
        this.emit(option, out);
        break;
      }
      const split: Instruction & { op: "split" } = { op: "split", first: out.length + 1, second: 0 };
      out.push(split);
      this.emit(option, out);
      const jump: { op: "jump"; to: number } = { op: "jump", to: 0 };
      jumps.push(jump);
      out.push(jump);
      split.second = out.length;
    }
    for (const jump of jumps) jump.to = out.length;
  }

  private repeat(node: Extract<RegexNode, { readonly kind: "repeat" }>, out: Instruction[]): void {
    const isLazy = node.mode === "lazy";
    for (let count = 0; count < node.min; count += 1) this.emit(node.body, out);
    if (node.max === Number.POSITIVE_INFINITY) {
      this.loop(node.body, isLazy, out);
      return;
    }
    const splits: (Instruction & { op: "split" })[] = [];
    for (let count = node.min; count < node.max; count += 1) {
      const split: Instruction & { op: "split" } = { op: "split", first: 0, second: 0 };
      splits.push(split);
      out.push(split);
      if (isLazy) split.second = out.length;
      else split.first = out.length;
      this.emit(node.body, out);
    }
    for (const split of splits) {
      if (isLazy) split.first = out.length;
      else split.second = out.length;
    }
  }

  /** A loop that ends when an iteration has taken no characters. */
  private loop(body: RegexNode, isLazy: boolean, out: Instruction[]): void {
    const start = out.length;
    const split: Instruction & { op: "split" } = { op: "split", first: 0, second: 0 };
    out.push(split);
    const bodyAt = out.length;
    const slot = this.slots;
    this.slots += 1;
    out.push({ op: "save", slot });
    this.emit(body, out);
    const exit: number[] = [];
    out.push({ op: "progress", slot, exit }, { op: "jump", to: start });
    exit.push(out.length);
    split.first = isLazy ? out.length : bodyAt;
    split.second = isLazy ? bodyAt : out.length;
  }
}
