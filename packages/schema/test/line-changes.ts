// How many lines two texts differ in: the measure of "only the lines that must change".

/** Lines of `before` that are gone and lines of `after` that are new, by the longest common subsequence. */
export function lineChanges(before: string, after: string): { readonly removed: string[]; readonly added: string[] } {
  const a = before.split(/\r?\n/);
  const b = after.split(/\r?\n/);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const x = a.slice(head, a.length - tail);
  const y = b.slice(head, b.length - tail);
  const table = Array.from({ length: x.length + 1 }, () => new Uint32Array(y.length + 1));
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row !== undefined) row[j] = x[i] === y[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const removed: string[] = [];
  const added: string[] = [];
  let i = 0;
  let j = 0;
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) {
      i++;
      j++;
    } else if (j >= y.length || (i < x.length && at(i + 1, j) >= at(i, j + 1))) removed.push(x[i++] ?? "");
    else added.push(y[j++] ?? "");
  }
  return { removed, added };
}

/** The comment lines and beside-comments of a text, sorted, to see whether any was lost. */
export function commentsOf(text: string, comments: readonly string[]): string[] {
  return comments.flatMap((comment) => Array.from({ length: text.split(comment).length - 1 }, () => comment));
}
