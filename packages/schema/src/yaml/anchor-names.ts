// Anchors of steps that are copied or come from elsewhere: their names must not take over what other aliases mean, and an alias
// whose anchor stays behind is spelled out. Reads syntax trees only. The invariant: every alias keeps its value.

import type { TextEdit, TextRange } from "../diagnostic.ts";
import { uniqueName } from "./edit-names.ts";
import { columnOf } from "./planning.ts";
import type { Planning } from "./planning.ts";
import { printFlow, printItem, printMember } from "./print-value.ts";
import type { SyntaxEntry, SyntaxNode } from "./syntax-tree.ts";

/** The names of all anchors in a tree. */
export function anchorsIn(root: SyntaxNode | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  if (root !== undefined)
    visit(
      { value: root },
      undefined,
      ({ anchor, type }) => type !== "alias" && anchor !== undefined && names.add(anchor),
    );
  return names;
}

/**
 * The anchored nodes that aliases at an offset can mean: of each name the last one before it, else the first one behind, whose
 * value can at least be written out.
 */
export function anchorsAt(root: SyntaxNode | undefined, offset: number): ReadonlyMap<string, SyntaxNode> {
  const found = new Map<string, SyntaxNode>();
  if (root === undefined) return found;
  visit({ value: root }, undefined, (node) => {
    if (node.type === "alias" || node.anchor === undefined) return;
    if (node.end <= offset || !found.has(node.anchor)) found.set(node.anchor, node);
  });
  return found;
}

/** An anchor among the items, and the aliases among them that mean it. */
interface Binding {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly aliases: SyntaxNode[];
}

/**
 * Edits of items (in the order of their text) that are to stand among anchors called `taken`: an anchor whose name is taken gets
 * another one, with the aliases that mean it, or goes where none does. Aliases for which `spell` holds and whose anchor is not
 * among the items are written out.
 */
export function anchorEdits(
  planning: Planning,
  items: readonly SyntaxEntry[],
  taken: ReadonlySet<string>,
  spell: (alias: SyntaxNode) => boolean,
): TextEdit[] {
  const bindings: Binding[] = [];
  const current = new Map<string, Binding>();
  const edits: TextEdit[] = [];
  for (const item of items) {
    visit(item, undefined, (node, entry, parent) => {
      if (node.anchor === undefined) return;
      const known = current.get(node.anchor);
      if (node.type !== "alias") {
        const binding = { node, name: node.anchor, aliases: [] };
        bindings.push(binding);
        current.set(node.anchor, binding);
      } else if (known !== undefined) known.aliases.push(node);
      else if (spell(node)) edits.push(spelledOut(planning, node, entry, parent));
    });
  }
  const used = new Set([...taken, ...bindings.map(({ name }) => name)]);
  for (const { node, name, aliases } of bindings) {
    if (!taken.has(name)) continue;
    const head = planning.text.slice(node.start, node.contentStart);
    const start = node.start + head.indexOf(`&${name}`);
    if (aliases.length === 0) {
      edits.push({ range: withBlanks(planning, start, start + name.length + 1), text: "" });
      continue;
    }
    const fresh = uniqueName(name, used);
    used.add(fresh);
    edits.push({ range: { start: start + 1, end: start + 1 + name.length }, text: fresh });
    for (const alias of aliases) edits.push({ range: { start: alias.start, end: alias.end }, text: `*${fresh}` });
  }
  return edits;
}

/** A span with the blanks behind it, or, where the line ends there, those before it. */
function withBlanks({ text, lines }: Planning, start: number, end: number): TextRange {
  const rest = text.slice(end, lines.end(lines.lineAt(end)));
  const blanks = rest.length - rest.trimStart().length;
  if (blanks < rest.length) return { start, end: end + blanks };
  return { start: start - (/[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0), end };
}

type Visitor = (
  node: SyntaxNode,
  entry: Pick<SyntaxEntry, "value"> & Partial<SyntaxEntry>,
  parent: SyntaxNode | undefined,
) => unknown;

function visit(entry: Parameters<Visitor>[1], parent: SyntaxNode | undefined, see: Visitor): void {
  if (entry.keyNode !== undefined) see(entry.keyNode, { value: entry.keyNode }, undefined);
  see(entry.value, entry, parent);
  for (const inner of entry.value.entries) visit(inner, entry.value, see);
}

/** An alias as its value: in lines where it stands alone in a block, else in braces. */
function spelledOut(
  planning: Planning,
  alias: SyntaxNode,
  entry: Parameters<Visitor>[1],
  parent: SyntaxNode | undefined,
): TextEdit {
  const { text, lines, style } = planning;
  const alone = text.slice(alias.end, lines.end(lines.lineAt(alias.end))).trim() === "";
  const range = { start: alias.start, end: alias.end };
  if (parent?.style !== "block" || !alone || entry.start === undefined)
    return { range, text: printFlow(alias.value, style) };
  const column = columnOf(planning, entry.start);
  if (parent.type === "seq") return { range, text: printItem(alias.value, column, style) };
  if (entry.colon === undefined || entry.colon < 0) return { range, text: printFlow(alias.value, style) };
  return { range: { start: entry.colon + 1, end: alias.end }, text: printMember(alias.value, column, style) };
}
