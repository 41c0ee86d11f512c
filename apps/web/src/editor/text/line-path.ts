// Where in a document a place in the text lies, told by indentation alone, so that it works while the text does not parse.
// Pure; knows block style only, which is how workflows are written (flow style gives the path of its first line).

/** `path` holds keys, and "-" for the items of lists; `indent` is the column at which keys of this place begin. */
export interface LinePath {
  readonly path: readonly string[];
  readonly indent: number;
  /** Keys that stand beside this place, with the text behind their colons. */
  readonly siblings: ReadonlyMap<string, string>;
  /** The same for each step of the path: `levels[i]` are the keys beside `path[i]`. */
  readonly levels: readonly ReadonlyMap<string, string>[];
  /** The key whose value is being written, where the place is behind `key: `. */
  readonly valueOf: string | undefined;
  /** What has been typed of the word so far. */
  readonly word: string;
}

const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#&*!|>'"%@`{}[\],][^#]*?))\s*:(?:\s|$)/;

interface Entry {
  readonly indent: number;
  readonly key: string | undefined;
  readonly value: string;
}

// A key or a list item that is open while scanning; `keys` are those found directly in it.
interface Open extends Entry {
  readonly keys: Map<string, string>;
}

/** The path at a 0-based line and column. */
export function linePathAt(text: string, line: number, column: number): LinePath {
  const lines = text.split("\n");
  const before = (lines[line] ?? "").slice(0, column);
  const stack: Open[] = [{ indent: -1, key: undefined, value: "", keys: new Map() }];
  for (const entry of outwards(lines, line - 1, -1)
    .toReversed()
    .flat())
    open(stack, entry);

  const own = entriesOf(before);
  for (const item of own.filter((entry) => entry.key === undefined)) open(stack, item);
  const written = own.find((entry) => entry.key !== undefined);
  const indent = written?.indent ?? /^(?:\s|-(?=\s))*/.exec(before)?.[0].length ?? 0;
  const holder = close(stack, { indent, key: "", value: "" });
  const path = stack.slice(1).map((entry) => entry.key ?? "-");
  const levels = stack.slice(0, -1).map((entry) => entry.keys);

  if (written !== undefined) stack.push({ ...written, keys: new Map() });
  for (const entry of outwards(lines, line + 1, 1).flat()) open(stack, entry);
  return {
    path,
    indent,
    siblings: holder.keys,
    levels,
    valueOf: written?.key,
    word: written === undefined ? before.slice(indent) : before.slice(before.lastIndexOf(" ") + 1),
  };
}

/** The entries of lines from one on, without those that lie inside of what is passed over: a key is asked for far too often to read all. */
function outwards(lines: readonly string[], from: number, step: 1 | -1): (readonly Entry[])[] {
  const found: (readonly Entry[])[] = [];
  let outermost = Number.POSITIVE_INFINITY;
  for (let at = from; at >= 0 && at < lines.length; at += step) {
    const content = lines[at] ?? "";
    if (indentOf(content) > outermost) continue;
    const entries = entriesOf(content);
    const [first] = entries;
    if (first === undefined) continue;
    outermost = Math.min(outermost, first.indent);
    found.push(entries);
  }
  return found;
}

/** Columns of blanks; without end on a line of nothing else. */
function indentOf(line: string): number {
  for (let at = 0; at < line.length; at++) {
    const unit = line.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x09 && unit !== 0x0d) return at;
  }
  return Number.POSITIVE_INFINITY;
}

function open(stack: Open[], entry: Entry): void {
  const holder = close(stack, entry);
  if (entry.key !== undefined) holder.keys.set(entry.key, entry.value);
  stack.push({ ...entry, keys: new Map() });
}

// Closes what ends before this entry. A list may stand at the indent of its own key.
function close(stack: Open[], entry: Entry): Open {
  for (;;) {
    const top = stack.at(-1);
    if (top === undefined) throw new Error("the document itself is never closed");
    const inside =
      top.indent < entry.indent || (top.indent === entry.indent && entry.key === undefined && top.key !== undefined);
    if (inside) return top;
    stack.pop();
  }
}

// A line may hold several: `- name: value` is an item and a key.
function entriesOf(content: string): Entry[] {
  const found: Entry[] = [];
  let rest = content;
  let indent = 0;
  for (;;) {
    const space = /^\s*/.exec(rest)?.[0].length ?? 0;
    indent += space;
    rest = rest.slice(space);
    if (!/^-(\s|$)/.test(rest)) break;
    found.push({ indent, key: undefined, value: "" });
    indent += 1;
    rest = rest.slice(1);
  }
  const key = KEY.exec(rest);
  if (key !== null)
    found.push({ indent, key: key[1] ?? key[2] ?? key[3] ?? "", value: rest.slice(key[0].length).trim() });
  return found;
}
