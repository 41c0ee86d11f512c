// Finds items by words typed: every word must occur; beginnings of words come first. Pure.

/** The items whose text holds every word of `query`, best first; all of them, in order, for an empty query. */
export function searchItems<T>(items: readonly T[], query: string, textOf: (item: T) => string): readonly T[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return items;
  return items
    .map((item) => ({ item, score: score(textOf(item).toLowerCase(), words) }))
    .filter(({ score: points }) => points > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function score(text: string, words: readonly string[]): number {
  let points = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    points += at === 0 ? 4 : text[at - 1] === " " ? 2 : 1;
  }
  return points;
}
