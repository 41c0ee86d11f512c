// Runs a compiled regular expression on code points. Every move is a step of the run's budget, the stack is an array, and
// once a search takes long, states that failed are remembered: without back references matching is then linear.
import type { Run } from "../budget.ts";
import { caseVariants, WORD } from "./code-point-class.ts";
import type { Assertion } from "./regex-node.ts";
import type { Instruction, RegexProgram } from "./regex-program.ts";

/** How a search is done. */
export interface SearchOptions {
  readonly findLongest: boolean;
  readonly findNotEmpty: boolean;
}

/** Moves after which a search starts to remember failures. */
const PATIENCE = 500;
const MAX_MEMORY = 8_000_000;

/** One search for a match at or after a position. */
export class Matcher {
  private readonly run: Run;
  private readonly program: RegexProgram;
  private readonly text: Uint32Array;
  private readonly options: SearchOptions;
  private slots: Int32Array;
  private moves = 0;
  private memory: Uint8Array | undefined;
  private searchStart = 0;
  private behindEnd = 0;

  constructor(run: Run, program: RegexProgram, text: Uint32Array, options: SearchOptions) {
    this.run = run;
    this.program = program;
    this.text = text;
    this.options = options;
    this.slots = new Int32Array(program.slotCount);
  }

  /** Returns the group registers of the first match at or after `from`, or undefined. */
  search(from: number): Int32Array | undefined {
    this.memory = undefined;
    this.moves = 0;
    this.searchStart = from;
    for (let start = from; start <= this.text.length; start += 1) {
      this.slots.fill(-1);
      this.slots[0] = start;
      const end = this.matchAt(this.program.instructions, start, true);
      if (end >= 0) {
        this.slots[1] = end;
        return this.slots.slice(0, 2 * (this.program.groupCount + 1));
      }
    }
    return undefined;
  }

  private count(): void {
    this.run.step();
    this.moves += 1;
    if (this.moves !== PATIENCE || !this.program.isMemorable) return;
    const size = this.program.instructions.length * (this.text.length + 1);
    if (size > MAX_MEMORY) return;
    this.run.allocate(size);
    this.memory = new Uint8Array(size);
  }

  /** Whether this state was tried before in this search; only for the outermost program, whose end is always the same. */
  private wasTried(at: number, position: number): boolean {
    if (this.memory === undefined) return false;
    const index = at * (this.text.length + 1) + position;
    if (this.memory[index] === 1) return true;
    this.memory[index] = 1;
    return false;
  }

  /** Returns the end of the match of `code` at `start`, or -1. Registers keep what the match set. */
  private matchAt(code: readonly Instruction[], start: number, isOutermost: boolean): number {
    // Alternatives as [address, position], and registers to restore as [-1 - slot, old value].
    const stack: number[] = [0, start];
    let longest = -1;
    let longestSlots: Int32Array | undefined;
    while (stack.length > 0) {
      let position = stack.pop() ?? 0;
      let at = stack.pop() ?? 0;
      if (at < 0) {
        this.slots[-1 - at] = position;
        continue;
      }
      for (;;) {
        this.count();
        const instruction = code[at];
        if (instruction === undefined) break;
        if (instruction.op === "split") {
          if (isOutermost && !this.options.findLongest && this.wasTried(at, position)) break;
          stack.push(instruction.second, position);
          at = instruction.first;
        } else if (instruction.op === "match") {
          if (isOutermost && this.options.findNotEmpty && position === start) break;
          if (!isOutermost || !this.options.findLongest) return position;
          if (position > longest) {
            longest = position;
            longestSlots = this.slots.slice();
          }
          break;
        } else if (instruction.op === "save") {
          this.set(instruction.slot, position, stack);
          at += 1;
        } else {
          const next = this.step(instruction, at, position, stack);
          if (next < 0) break;
          position = this.position;
          at = next;
        }
        if (stack.length > 4_000_000) this.run.allocate(Number.MAX_SAFE_INTEGER);
      }
    }
    if (longestSlots !== undefined) this.slots = longestSlots;
    return longest;
  }

  private position = 0;

  private set(slot: number, value: number, stack: number[]): void {
    stack.push(-1 - slot, this.slots[slot] ?? -1);
    this.slots[slot] = value;
  }

  /** Does one instruction; returns the next address or -1, and leaves the new position in `position`. */
  private step(instruction: Instruction, at: number, position: number, stack: number[]): number {
    this.position = position;
    switch (instruction.op) {
      case "test": {
        const code = this.text[position];
        if (code === undefined || !instruction.test(code)) return -1;
        this.position = position + 1;
        return at + 1;
      }
      case "jump":
        return instruction.to;
      case "keep":
        this.set(0, position, stack);
        return at + 1;
      case "assert":
        return this.holds(instruction.assertion, position) ? at + 1 : -1;
      case "progress":
        return this.slots[instruction.slot] === position ? (instruction.exit[0] ?? -1) : at + 1;
      case "reference":
        return this.reference(instruction.groups, instruction.ignoreCase, position) ? at + 1 : -1;
      case "look":
        return this.look(instruction, position, stack) ? at + 1 : -1;
      case "atomic": {
        const end = this.inner(instruction.body, position, stack);
        if (end < 0) return -1;
        this.position = end;
        return at + 1;
      }
      default:
        return -1;
    }
  }

  /** Matches a part on its own; what it sets is undone if the whole backtracks over it. */
  private inner(body: readonly Instruction[], start: number, stack: number[]): number {
    const before = this.slots.slice();
    this.run.enter(20);
    const end = this.matchAt(body, start, false);
    this.run.enter(-20);
    if (end < 0) {
      this.slots.set(before);
      return -1;
    }
    for (const [slot, old] of before.entries()) if (this.slots[slot] !== old) stack.push(-1 - slot, old);
    return end;
  }

  private look(instruction: Extract<Instruction, { readonly op: "look" }>, position: number, stack: number[]): boolean {
    const before = this.slots.slice();
    let found = false;
    if (instruction.isBehind) {
      const outer = this.behindEnd;
      this.behindEnd = position;
      for (let start = position; start >= 0 && !found; start -= 1)
        found = this.inner(instruction.body, start, stack) >= 0;
      this.behindEnd = outer;
    } else {
      found = this.inner(instruction.body, position, stack) >= 0;
    }
    this.position = position;
    if (found && instruction.isNegated) this.slots.set(before);
    return found !== instruction.isNegated;
  }

  private isWord(position: number): boolean {
    const code = this.text[position];
    return code !== undefined && WORD(code);
  }

  private holds(assertion: Assertion, position: number): boolean {
    const { text } = this;
    switch (assertion) {
      case "text-start":
        return position === 0;
      case "text-end":
        return position === text.length;
      case "text-end-or-last-newline":
        return position === text.length || (position === text.length - 1 && text[position] === 10);
      case "line-start":
        return position === 0 || text[position - 1] === 10;
      case "line-end":
        return position === text.length || text[position] === 10;
      case "word-boundary":
        return this.isWord(position - 1) !== this.isWord(position);
      case "no-word-boundary":
        return this.isWord(position - 1) === this.isWord(position);
      case "search-start":
        return position === this.searchStart;
      case "look-behind-end":
        return position === this.behindEnd;
    }
  }

  private reference(groups: readonly number[], ignoreCase: boolean, position: number): boolean {
    for (const group of groups.toReversed()) {
      const start = this.slots[2 * group] ?? -1;
      const end = this.slots[2 * group + 1] ?? -1;
      if (start < 0 || end < 0) continue;
      this.run.work(end - start);
      let at = position;
      let isSame = true;
      for (let index = start; index < end && isSame; index += 1, at += 1) {
        const wanted = this.text[index];
        const found = this.text[at];
        isSame =
          found !== undefined &&
          wanted !== undefined &&
          (found === wanted || (ignoreCase && caseVariants(found).includes(wanted)));
      }
      if (isSame) {
        this.position = at;
        return true;
      }
    }
    return false;
  }
}
