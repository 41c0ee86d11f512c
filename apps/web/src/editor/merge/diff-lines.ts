// Which lines differ between two texts. Lines that stand once in each text hold the two together (patience): in a workflow those
// are the names of the steps, so that a step that was added is one hunk and not the halves of two. Pure; its work is bounded.

/** A span of lines of `before` that is another one in `after`; either may be empty. Ends are exclusive. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly afterFrom: number;
  readonly afterTo: number;
}

/** Beyond so many differing lines without a line to hold on to, the whole span is one hunk: coarse, and still right. */
const MAX_DISTANCE = 300;

/** The lines of a text with their ends, so that joined they are the text. */
export function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(/(?<=\n)/u);
}

/** Hunks in order, with at least one equal line between any two. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  const open: Span[] = [{ from: 0, to: before.length, afterFrom: 0, afterTo: after.length }];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const rest = trim(before, after, span);
    if (rest.from === rest.to && rest.afterFrom === rest.afterTo) continue;
    const parts =
      rest.from === rest.to || rest.afterFrom === rest.afterTo ? undefined : splitAtAnchors(before, after, rest);
    if (parts !== undefined) for (const part of parts.toReversed()) open.push(part);
    else addHunks(hunks, shortestScript(before, after, rest));
  }
  return hunks;
}

/** Without the equal lines at both ends. */
function trim(before: readonly string[], after: readonly string[], span: Span): Span {
  let { from, to, afterFrom, afterTo } = span;
  while (from < to && afterFrom < afterTo && before[from] === after[afterFrom]) {
    from++;
    afterFrom++;
  }
  while (to > from && afterTo > afterFrom && before[to - 1] === after[afterTo - 1]) {
    to--;
    afterTo--;
  }
  return { from, to, afterFrom, afterTo };
}

/** The spans around the lines that stand once on each side and in the same order; undefined where there are none. */
function splitAtAnchors(before: readonly string[], after: readonly string[], span: Span): readonly Span[] | undefined {
  const places = onlyPlaces(after, span.afterFrom, span.afterTo);
  const pairs = [...onlyPlaces(before, span.from, span.to)]
    .flatMap(([line, at]) => {
      const other = places.get(line);
      return at === undefined || other === undefined ? [] : [[at, other] as const];
    })
    .toSorted((a, b) => a[0] - b[0]);
  const anchors = longestRising(pairs);
  if (anchors.length === 0) return undefined;
  const parts: Span[] = [];
  let { from, afterFrom } = span;
  for (const [at, other] of anchors) {
    parts.push({ from, to: at, afterFrom, afterTo: other });
    from = at + 1;
    afterFrom = other + 1;
  }
  return [...parts, { from, to: span.to, afterFrom, afterTo: span.afterTo }];
}

/** Line to its place; undefined where it stands more than once. */
function onlyPlaces(lines: readonly string[], from: number, to: number): Map<string, number | undefined> {
  const places = new Map<string, number | undefined>();
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? "";
    places.set(line, places.has(line) ? undefined : at);
  }
  return places;
}

type Pair = readonly [number, number];

/** The longest part of the pairs, which rise in their first number, that rises in the second too. */
function longestRising(pairs: readonly Pair[]): readonly Pair[] {
  const tails: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, pair] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    previous[index] = low === 0 ? undefined : tails[low - 1];
    tails[low] = index;
  }
  const rising: Pair[] = [];
  for (let at = tails.at(-1); at !== undefined; at = previous[at]) {
    const pair = pairs[at];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.toReversed();
}

/** Myers' greedy algorithm over a span without anchors; one hunk where the texts are further apart than `MAX_DISTANCE`. */
function shortestScript(before: readonly string[], after: readonly string[], span: Span): readonly Hunk[] {
  const { from, to, afterFrom, afterTo } = span;
  const whole = [{ start: from, end: to, afterStart: afterFrom, afterEnd: afterTo }];
  const [rows, columns] = [to - from, afterTo - afterFrom];
  if (rows === 0 || columns === 0) return whole;
  const reached: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let distance = 0; distance <= Math.min(MAX_DISTANCE, rows + columns); distance++) {
    reached.push(furthest);
    const next = new Map(furthest);
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const left = next.get(diagonal - 1) ?? -1;
      const right = next.get(diagonal + 1) ?? -1;
      let x = diagonal === -distance || (diagonal !== distance && left < right) ? right : left + 1;
      while (x < rows && x - diagonal < columns && before[from + x] === after[afterFrom + x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= rows && x - diagonal >= columns) return backtrack(span, reached, rows, columns);
    }
    furthest = next;
  }
  return whole;
}

function backtrack(
  { from, afterFrom }: Span,
  reached: readonly ReadonlyMap<number, number>[],
  rows: number,
  columns: number,
): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let [x, y] = [rows, columns];
  for (let distance = reached.length - 1; distance > 0; distance--) {
    const furthest = reached[distance];
    const diagonal = x - y;
    const left = furthest?.get(diagonal - 1) ?? -1;
    const right = furthest?.get(diagonal + 1) ?? -1;
    const down = diagonal === -distance || (diagonal !== distance && left < right);
    const startX = down ? right : left;
    const startY = startX - (down ? diagonal + 1 : diagonal - 1);
    const [endX, endY] = down ? [startX, startY + 1] : [startX + 1, startY];
    hunks.push({ start: from + startX, end: from + endX, afterStart: afterFrom + startY, afterEnd: afterFrom + endY });
    [x, y] = [startX, startY];
  }
  return hunks.toReversed();
}

/** Appends hunks; those that touch become one. */
function addHunks(hunks: Hunk[], more: readonly Hunk[]): void {
  for (const hunk of more) {
    const last = hunks.at(-1);
    if (last?.end === hunk.start && last.afterEnd === hunk.afterStart)
      hunks[hunks.length - 1] = { ...last, end: hunk.end, afterEnd: hunk.afterEnd };
    else hunks.push(hunk);
  }
}
