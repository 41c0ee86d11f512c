// The source of a text from that of nearly the same text: only the list items that differ are parsed, the rest is taken over.
// The invariant (Y10): the answer equals `parseSource(text)` in everything; wherever that is not certain, it is `parseSource(text)`.
//
// Why items of a block list: an item begins with its dash at the list's column, and whatever came before it ends there; so
// whole items read the same on their own as in their place. Not where names reach across the text (anchors, tags' handles).

import type { Json } from "@ironweave/jq";
import { parseEvents, EVENT_ID } from "js-yaml";
import { buildTree } from "./build-tree.ts";
import { FORBIDDEN, MAX_DEPTH, MAX_SOURCE_BYTES } from "./limits.ts";
import { parseSource, sourceOf } from "./parse-source.ts";
import { shiftedEntry } from "./shift-node.ts";
import type { Source } from "./source.ts";
import type { SyntaxEntry, SyntaxNode } from "./syntax-tree.ts";

/** The same as `parseSource(text)`; faster the less `text` differs from the text of `before`. */
export function reparseSource(before: Source, text: string): Source {
  if (text === before.text) return before;
  const root = reparsedRoot(before, text);
  return root === undefined ? parseSource(text) : sourceOf(text, root, []);
}

/** What differs: `[start, end)` of the old text became `[start, end + shift)` of the new one. */
interface Difference {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly shift: number;
}

/** The tree of a text, most of it that of another one; undefined where only a whole parse is certain to be right. */
export function reparsedRoot(before: Source, text: string): SyntaxNode | undefined {
  const { root } = before;
  if (root === undefined || before.diagnostics.length > 0 || text.length * 3 > MAX_SOURCE_BYTES) return undefined;
  if (/^%/m.test(before.text) || holdsAnchors(root)) return undefined;
  const difference = differenceOf(before.text, text);
  const places = placesOf(before.text, root, difference);
  // The innermost list costs least; where the edit breaks out of it, the one around it may still hold it.
  for (const place of places.slice(-2).toReversed()) {
    const items = parsedItems(place, difference);
    if (items === undefined) continue;
    const whole = rebuilt(root, place.path, { ...place, items, shift: difference.shift });
    anchored.set(whole, false);
    return whole;
  }
  return undefined;
}

const anchored = new WeakMap<SyntaxNode, boolean>();

function holdsAnchors(root: SyntaxNode): boolean {
  const known = anchored.get(root);
  if (known !== undefined) return known;
  const search = (node: SyntaxNode): boolean =>
    node.anchor !== undefined ||
    node.entries.some(({ keyNode, value }) => search(value) || (keyNode !== undefined && search(keyNode)));
  const found = search(root);
  anchored.set(root, found);
  return found;
}

function differenceOf(before: string, text: string): Difference {
  const limit = Math.min(before.length, text.length);
  let start = 0;
  while (start < limit && before.charCodeAt(start) === text.charCodeAt(start)) start++;
  let tail = 0;
  const rest = limit - start;
  while (tail < rest && before.charCodeAt(before.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++;
  return { text, start, end: before.length - tail, shift: text.length - before.length };
}

/** Items `from` to `to` of a list in block style, which stand alone on the lines `[start, end)` of the old text. */
interface Place {
  /** The entries that lead from the root to the list. */
  readonly path: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly column: number;
}

/** The lists of which whole items hold the difference, outermost first. */
function placesOf(text: string, root: SyntaxNode, { start, end }: Difference): readonly Place[] {
  /** Where an entry's line begins; undefined where something else stands before the entry. */
  const lineOf = (entry: SyntaxEntry): number | undefined => {
    const line = text.lastIndexOf("\n", entry.start - 1) + 1;
    for (let at = line; at < entry.start; at++) if (text.charCodeAt(at) !== 0x20) return undefined;
    return line;
  };
  const places: Place[] = [];
  const path: number[] = [];
  let node = root;
  let limit = text.length;
  while (node.style === "block" && !node.tagged) {
    const { entries } = node;
    const last = entries.findLastIndex((entry) => entry.start <= start);
    let to = Math.max(last, 0);
    let until = limit;
    for (; to < entries.length; to++) {
      const following = entries[to + 1];
      const line = following === undefined ? limit : lineOf(following);
      if (line === undefined) return places;
      until = line;
      if (end <= line) break;
    }
    if (to === entries.length) return places;
    if (node.type === "seq") {
      // What touches an item's dash may make it part of the item before it.
      const touched = entries[last];
      const from = touched !== undefined && start <= touched.start + 1 ? Math.max(0, last - 1) : last;
      const first = entries[from];
      const line = first === undefined ? undefined : lineOf(first);
      if (first !== undefined && line !== undefined && line <= start)
        places.push({ path: [...path], from, to, start: line, end: until, column: first.start - line });
    }
    const entry = entries[last];
    if (last !== to || entry === undefined || (entry.keyNode !== undefined && entry.keyNode.type !== "scalar"))
      return places;
    path.push(last);
    node = entry.value;
    limit = until;
  }
  return places;
}

/** The new items of a place; undefined where its new lines are not items only, or mean something outside of them. */
function parsedItems({ path, start, end, column }: Place, { text, shift }: Difference): SyntaxNode | undefined {
  const piece = text.slice(start, end + shift);
  const atEnd = end + shift === text.length;
  if (!piece.startsWith(`${" ".repeat(column)}-`) || !(atEnd || piece.endsWith("\n"))) return undefined;
  // Marks of documents, and blocks that keep the blank lines after them; what may not stand in a text at all.
  if (/^(?:---|\.\.\.|%)|[|>][-\d]*\+|\uFEFF/m.test(piece) || FORBIDDEN.test(piece)) return undefined;
  const maxDepth = MAX_DEPTH - path.length;
  if (maxDepth < 1) return undefined;
  let mistakes = 0;
  let items: SyntaxNode | undefined;
  try {
    const events = parseEvents(piece, { maxDepth });
    if (events.filter((event) => event.type === EVENT_ID.DOCUMENT).length !== 1) return undefined;
    items = buildTree(piece, events, () => void mistakes++);
  } catch {
    return undefined;
  }
  if (items === undefined || mistakes > 0 || items.type !== "seq" || items.style !== "block") return undefined;
  return items.start === column && items.contentStart === column && !holdsAnchors(items) ? items : undefined;
}

interface Change extends Place {
  readonly items: SyntaxNode;
  readonly shift: number;
}

/** A collection on the way to the change: what is before it as it was, what is after it moved. */
function rebuilt(node: SyntaxNode, path: readonly number[], change: Change): SyntaxNode {
  const { items, from, to, start, shift } = change;
  const [at, ...rest] = path;
  const entries: SyntaxEntry[] = [];
  const values = (): readonly Json[] => entries.map((entry) => entry.value.value);
  if (at === undefined) {
    entries.push(...node.entries.slice(0, from));
    for (const entry of items.entries) entries.push(shiftedEntry(entry, start, entries.length));
    for (const entry of node.entries.slice(to + 1)) entries.push(shiftedEntry(entry, shift, entries.length));
    return { ...node, entries, value: values(), end: entries.at(-1)?.end ?? node.end };
  }
  for (const [index, entry] of node.entries.entries()) {
    if (index < at) entries.push(entry);
    else if (index > at) entries.push(shiftedEntry(entry, shift, entry.key));
    else {
      const value = rebuilt(entry.value, rest, change);
      entries.push({ ...entry, value, end: Math.max(value.end, entry.colon + 1, entry.keyNode?.end ?? 0) });
    }
  }
  const value = node.type === "seq" ? values() : membersOf(node.value, entries[at]);
  return { ...node, entries, value, end: entries.at(-1)?.end ?? node.end };
}

/** A map's value with one member replaced at its place. */
function membersOf(value: Json, entry: SyntaxEntry | undefined): Json {
  const members = Object.entries(value as { readonly [key: string]: Json });
  // `fromEntries` defines members, so that `__proto__` stays an ordinary key.
  return Object.fromEntries(members.map(([key, member]) => [key, key === entry?.key ? entry.value.value : member]));
}
