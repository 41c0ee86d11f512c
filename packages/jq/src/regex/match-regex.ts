// Runs a compiled regular expression on code points. Every move is a step of the run's budget, the stack is an array, and
// once a search takes long, states that failed are remembered: without back references matching is then linear.
import type { Run } from "../budget.ts";
import { WORD } from "./code-point-class.ts";
import { foldCase } from "./fold-case.ts";
import { graphemeBoundaries } from "./grapheme-boundaries.ts";
import type { Assertion } from "./regex-node.ts";
import type { Condition, Instruction, RegexProgram } from "./regex-program.ts";

/** How a search is done. */
export interface SearchOptions {
  readonly findLongest: boolean;
  readonly findNotEmpty: boolean;
}

/** Moves after which a search starts to remember failures. */
const PATIENCE = 500;
const MAX_MEMORY = 8_000_000;

/** A group's instructions at work for another place of the pattern. */
interface Call {
  readonly routine: readonly Instruction[];
  /** Where it returns to, in the instructions of the call around it. */
  readonly next: number;
  readonly outer: number;
  readonly marks: Int32Array;
}

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
  private graphemes: Uint8Array | undefined;
  /** The register that holds the call in force, -1 for none. */
  private readonly callSlot: number;
  /** Calls by number, as many as were made in this search. */
  private calls: Call[] = [];

  constructor(run: Run, program: RegexProgram, text: Uint32Array, options: SearchOptions) {
    this.run = run;
    this.program = program;
    this.text = text;
    this.options = options;
    this.slots = new Int32Array(program.slotCount);
    this.callSlot = program.slotCount - 1;
  }

  /** Returns the group registers of the first match at or after `from`, or of the longest one, or undefined. */
  search(from: number): Int32Array | undefined {
    this.memory = undefined;
    this.moves = 0;
    this.searchStart = from;
    let best: Int32Array | undefined;
    let bestBytes = -1;
    for (let start = from; start <= this.text.length; start += 1) {
      this.slots.fill(-1);
      this.slots[0] = start;
      this.calls = [];
      const end = this.matchAt(this.program.instructions, start, true);
      if (end < 0) continue;
      this.slots[1] = end;
      const found = this.slots.slice(0, 2 * (this.program.groupCount + 1));
      if (!this.options.findLongest) return found;
      // Oniguruma measures bytes, from where the search for the match began.
      const bytes = this.byteLength(start, end);
      if (bytes > bestBytes) [best, bestBytes] = [found, bytes];
    }
    return best;
  }

  private byteLength(start: number, end: number): number {
    this.run.work(end - start);
    let bytes = 0;
    for (let at = start; at < end; at += 1) {
      const code = this.text[at] ?? 0;
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
    return bytes;
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
  private matchAt(body: readonly Instruction[], start: number, isOutermost: boolean): number {
    const outerCall = this.slots[this.callSlot] ?? -1;
    let code = body;
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
      if (this.calls.length > 0) code = this.codeOf(body, outerCall);
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
        } else if (instruction.op === "call" || instruction.op === "return") {
          at = instruction.op === "call" ? this.call(instruction.group, at + 1, stack) : this.leave(stack);
          code = this.codeOf(body, outerCall);
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

  /** The instructions that run: those of the innermost call, or of the part that is matched on its own. */
  private codeOf(body: readonly Instruction[], outerCall: number): readonly Instruction[] {
    const number = this.slots[this.callSlot] ?? -1;
    return number === outerCall ? body : (this.calls[number]?.routine ?? body);
  }

  /** Enters a group's instructions; what its loops have noted stays with the call. */
  private call(group: number, next: number, stack: number[]): number {
    const routine = this.program.routines.get(group) ?? [];
    const marks = this.slots.slice(2 * (this.program.groupCount + 1), this.callSlot);
    this.run.allocate(64 + 4 * marks.length);
    this.calls.push({ routine, next, outer: this.slots[this.callSlot] ?? -1, marks });
    this.set(this.callSlot, this.calls.length - 1, stack);
    return 0;
  }

  /** Returns to where the innermost call was made. */
  private leave(stack: number[]): number {
    const call = this.calls[this.slots[this.callSlot] ?? -1];
    if (call === undefined) return -1;
    const first = 2 * (this.program.groupCount + 1);
    for (const [index, mark] of call.marks.entries())
      if (this.slots[first + index] !== mark) this.set(first + index, mark, stack);
    this.set(this.callSlot, call.outer, stack);
    return call.next;
  }

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
      case "close":
        this.set(2 * instruction.group, this.slots[instruction.mark] ?? -1, stack);
        this.set(2 * instruction.group + 1, position, stack);
        return at + 1;
      case "fold":
        return this.folds(instruction.codes, position) ? at + 1 : -1;
      case "grapheme": {
        if (position >= this.text.length) return -1;
        let end = position + 1;
        while (!this.isGraphemeBoundary(end)) end += 1;
        this.run.work(end - position);
        this.position = end;
        return at + 1;
      }
      case "condition":
        return this.meets(instruction.condition, position, stack) ? at + 1 : instruction.otherwise;
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

  /** Whether one of the groups has matched, or the condition's own pattern matches here, which it takes. */
  private meets(condition: readonly number[] | Condition, position: number, stack: number[]): boolean {
    if (!("body" in condition)) return condition.some((group) => (this.slots[2 * group + 1] ?? -1) >= 0);
    const end = this.inner(condition.body, position, stack);
    this.position = Math.max(end, position);
    return end >= 0;
  }

  /** Whether the text from here folds to exactly these code points; leaves its end in `position`. */
  private folds(codes: readonly number[], position: number): boolean {
    let at = position;
    let matched = 0;
    while (matched < codes.length) {
      const code = this.text[at];
      if (code === undefined) return false;
      for (const fold of foldCase(code)) {
        if (codes[matched] !== fold) return false;
        matched += 1;
      }
      at += 1;
    }
    this.run.work(at - position);
    this.position = at;
    return true;
  }

  private isGraphemeBoundary(position: number): boolean {
    if (this.graphemes === undefined) {
      this.run.allocate(2 * this.text.length);
      this.run.work(this.text.length);
      this.graphemes = graphemeBoundaries(this.text);
    }
    return this.graphemes[position] === 1;
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
      case "grapheme-boundary":
        return this.isGraphemeBoundary(position);
      case "no-grapheme-boundary":
        return !this.isGraphemeBoundary(position);
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
      for (let index = start; index < end && isSame; index += 1, at += 1)
        isSame = isSameLetter(this.text[index], this.text[at], ignoreCase);
      if (isSame) {
        this.position = at;
        return true;
      }
    }
    return false;
  }
}

function isSameLetter(wanted: number | undefined, found: number | undefined, ignoreCase: boolean): boolean {
  if (wanted === undefined || found === undefined) return false;
  return wanted === found || (ignoreCase && foldCase(wanted).join() === foldCase(found).join());
}
