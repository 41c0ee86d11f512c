// Refuses patterns whose groups call themselves without end: before they take a character, or with no way around. Pure.
import { RegexSyntaxError } from "./pattern-reader.ts";
import type { RegexNode } from "./regex-node.ts";

interface Found {
  /** Whether every way through calls the group again. */
  readonly always: boolean;
  /** Whether a way calls it before it takes a character. */
  readonly atOnce: boolean;
  /** Whether something can be passed without a character. */
  readonly mayBeEmpty: boolean;
}

const NOTHING: Found = { always: false, atOnce: false, mayBeEmpty: true };

/** @param groups by number, the whole at 0; throws RegexSyntaxError. A group that is never tried may say what it will. */
export function checkRecursion(groups: readonly RegexNode[]): void {
  for (const index of triedGroups(groups)) {
    const group = groups[index];
    if (group === undefined) continue;
    const { always, atOnce } = new Search(groups, index).look(group);
    if (always || atOnce) throw new RegexSyntaxError("never ending recursion");
  }
}

function triedGroups(groups: readonly RegexNode[]): ReadonlySet<number> {
  const tried = new Set([0]);
  const visit = (node: RegexNode | undefined): void => {
    switch (node?.kind) {
      case "capture":
        tried.add(node.index);
        return visit(node.body);
      case "call":
        if (tried.has(node.group)) return;
        tried.add(node.group);
        return visit(groups[node.group]);
      case "repeat":
        return node.max === 0 ? undefined : visit(node.body);
      case "sequence":
        return node.items.forEach(visit);
      case "choice":
        return node.options.forEach(visit);
      case "atomic":
      case "look":
        return visit(node.body);
      case "conditional":
        if ("kind" in node.condition) visit(node.condition);
        visit(node.yes);
        return visit(node.no);
      default:
        return;
    }
  };
  visit(groups[0]);
  return tried;
}

/** Looks for calls of one group, in it and in what it calls. */
class Search {
  private readonly groups: readonly RegexNode[];
  private readonly wanted: number;
  /** What was found in the groups that are called; nothing for those that are being looked at. */
  private readonly known = new Map<number, Found>();

  constructor(groups: readonly RegexNode[], wanted: number) {
    this.groups = groups;
    this.wanted = wanted;
  }

  look(node: RegexNode): Found {
    switch (node.kind) {
      case "call":
        return this.call(node.group);
      case "sequence":
        return this.sequence(node.items);
      case "choice":
        return either(node.options.map((option) => this.look(option)));
      case "repeat": {
        if (node.max === 0) return NOTHING;
        const found = this.look(node.body);
        return node.min === 0 ? { ...found, always: false, mayBeEmpty: true } : found;
      }
      case "conditional": {
        const yes = "kind" in node.condition ? this.sequence([node.condition, node.yes]) : this.look(node.yes);
        return either([yes, this.look(node.no)]);
      }
      case "capture":
      case "atomic":
        return this.look(node.body);
      case "look":
        return { ...this.look(node.body), mayBeEmpty: true };
      case "test":
      case "fold":
      case "grapheme":
        return { ...NOTHING, mayBeEmpty: false };
      default:
        return NOTHING;
    }
  }

  private call(group: number): Found {
    if (group === this.wanted) return { always: true, atOnce: true, mayBeEmpty: true };
    const known = this.known.get(group);
    if (known !== undefined) return known;
    const node = this.groups[group];
    if (node === undefined) return NOTHING;
    // Its own recursion is found when it is looked at itself.
    this.known.set(group, NOTHING);
    const found = this.look(node);
    this.known.set(group, found);
    return found;
  }

  private sequence(items: readonly RegexNode[]): Found {
    let [always, atOnce, mayBeEmpty] = [false, false, true];
    for (const item of items) {
      const found = this.look(item);
      always ||= found.always;
      atOnce ||= mayBeEmpty && found.atOnce;
      mayBeEmpty &&= found.mayBeEmpty;
    }
    return { always, atOnce, mayBeEmpty };
  }
}

function either(found: readonly Found[]): Found {
  return {
    always: found.length > 0 && found.every(({ always }) => always),
    atOnce: found.some(({ atOnce }) => atOnce),
    mayBeEmpty: found.some(({ mayBeEmpty }) => mayBeEmpty),
  };
}
