// The groups of a pattern while it is read, and what refers to them. Names of references are known before, numbers and calls
// may be of groups that follow: those are judged at the end.
import { checkRecursion } from "./check-recursion.ts";
import { RegexSyntaxError } from "./pattern-reader.ts";
import type { ParsedRegex, RegexNode } from "./regex-node.ts";

const NUMBER = /^[+-]?\d+$/;

/** Groups are numbered by their opening parentheses, from 1. */
export class GroupTable {
  private readonly names: (string | undefined)[] = [];
  private readonly groups: RegexNode[] = [];
  private readonly references: (() => void)[] = [];
  private readonly calls: (() => void)[] = [];

  /** How many groups have been opened. */
  get count(): number {
    return this.names.length;
  }

  /** The number of a group that begins here. */
  open(name: string | undefined): number {
    return this.names.push(name);
  }

  /** Notes what a group holds. */
  close(index: number, node: RegexNode): void {
    this.groups[index] = node;
  }

  /** The groups that were opened under a name, or the one of a number. Throws RegexSyntaxError. */
  find(name: string): readonly number[] {
    if (NUMBER.test(name)) {
      const index = this.numbered(name);
      const check = (): void => {
        if (index < 1 || index > this.count) throw new RegexSyntaxError("invalid backref number/name");
      };
      if (index < 1) check();
      this.references.push(check);
      return [index];
    }
    const groups = this.names.flatMap((known, index) => (known === name ? [index + 1] : []));
    if (groups.length === 0) throw new RegexSyntaxError(`undefined name <${name}> reference`);
    return groups;
  }

  /** A call of a group by its name or number, 0 being the whole. */
  call(name: string): RegexNode {
    const node = { kind: "call" as const, group: NUMBER.test(name) ? this.numbered(name) : 0 };
    this.calls.push(() => {
      if (NUMBER.test(name)) {
        if (node.group < 0 || node.group > this.count)
          throw new RegexSyntaxError(`undefined group <${name}> reference`);
        return;
      }
      node.group = this.names.indexOf(name) + 1;
      if (node.group === 0) throw new RegexSyntaxError(`undefined name <${name}> reference`);
      if (this.names.lastIndexOf(name) !== node.group - 1)
        throw new RegexSyntaxError(`multiplex definition name <${name}> call`);
    });
    return node;
  }

  /** The pattern, when all of it is read. Throws RegexSyntaxError for references to groups that are not there, and endless calls. */
  finish(node: RegexNode): ParsedRegex {
    this.groups[0] = node;
    for (const check of [...this.references, ...this.calls]) check();
    const { names, groups } = this;
    const hasCalls = this.calls.length > 0;
    if (hasCalls) checkRecursion(groups);
    return { node, names, groups, hasCalls };
  }

  /** A number with a sign counts from here. */
  private numbered(name: string): number {
    const number = Number(name);
    if (name.startsWith("-")) return this.count + 1 + number;
    return name.startsWith("+") ? this.count + number : number;
  }
}
