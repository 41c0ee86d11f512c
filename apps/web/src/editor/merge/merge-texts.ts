// Three texts become one: what only one side has changed is taken, what both have changed is a conflict and is shown. Pure.
// The invariant: the chunks' `base`, `mine` and `theirs`, each joined, are the three texts, so nothing of any of them is lost
// on the way to the person who decides.

import { diffLines, linesOf, type Hunk } from "./diff-lines.ts";

/** `same`: nobody changed it. `mine`, `theirs`: one side did. `agreed`: both did, in the same way. */
export type ChunkType = "same" | "mine" | "theirs" | "agreed" | "conflict";

/** A run of whole lines, as it is in each of the three texts. */
export interface MergeChunk {
  readonly type: ChunkType;
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

/** How one conflict ends. `both` is mine and then theirs; a text is what was written by hand. */
export type Choice = "mine" | "theirs" | "both" | { readonly text: string };

/** The chunks in order. Changes that touch each other are in conflict, as they may be of one step. */
export function mergeTexts(base: string, mine: string, theirs: string): readonly MergeChunk[] {
  const [old, own, other] = [linesOf(base), linesOf(mine), linesOf(theirs)];
  const left = createSide(own, diffLines(old, own));
  const right = createSide(other, diffLines(old, other));
  const chunks: MergeChunk[] = [];
  let at = 0;
  const add = (type: ChunkType, end: number): void => {
    const [before, mineText, theirsText] = [old.slice(at, end).join(""), left.upTo(end), right.upTo(end)];
    at = end;
    const decided = type === "conflict" && mineText === theirsText ? "agreed" : type;
    chunks.push({ type: decided, base: before, mine: mineText, theirs: theirsText });
  };
  for (;;) {
    const start = Math.min(left.next()?.start ?? Infinity, right.next()?.start ?? Infinity);
    if (start === Infinity) break;
    if (start > at) add("same", start);
    let end = start;
    let [byMe, byThem] = [false, false];
    for (;;) {
      if ((left.next()?.start ?? Infinity) <= end) {
        end = Math.max(end, left.take());
        byMe = true;
      } else if ((right.next()?.start ?? Infinity) <= end) {
        end = Math.max(end, right.take());
        byThem = true;
      } else break;
    }
    add(byMe && byThem ? "conflict" : byMe ? "mine" : "theirs", end);
  }
  if (at < old.length) add("same", old.length);
  return chunks;
}

/** One side's text, read from its begin to its end, and its hunks, taken one by one. */
function createSide(lines: readonly string[], hunks: readonly Hunk[]) {
  let taken = 0;
  let read = 0;
  return {
    next: () => hunks[taken],
    /** Takes the next hunk; where it ends in the base. */
    take: () => hunks[taken++]?.end ?? 0,
    /** The text from where it was read to last, up to a line of the base that no hunk still to be taken begins before. */
    upTo(baseLine: number): string {
      const last = hunks[taken - 1];
      const end = baseLine + (last === undefined ? 0 : last.afterEnd - last.end);
      const text = lines.slice(read, end).join("");
      read = end;
      return text;
    },
  };
}

/** True where nothing is left to decide. */
export function isClean(chunks: readonly MergeChunk[]): boolean {
  return chunks.every(({ type }) => type !== "conflict");
}

/** The merged text, with one choice for each conflict in order; undefined while one is missing. */
export function mergedText(
  chunks: readonly MergeChunk[],
  choices: readonly (Choice | undefined)[] = [],
): string | undefined {
  let conflict = 0;
  let text = "";
  for (const chunk of chunks) {
    const choice = chunk.type === "conflict" ? choices[conflict++] : chunk.type === "theirs" ? "theirs" : "mine";
    if (choice === undefined) return undefined;
    text = joined(text, chosenText(chunk, choice));
  }
  return text;
}

/** What a choice makes of a chunk. */
export function chosenText({ mine, theirs }: MergeChunk, choice: Choice): string {
  if (typeof choice === "object") return choice.text;
  return choice === "mine" ? mine : choice === "theirs" ? theirs : joined(mine, theirs);
}

/** Lines never run into each other, also where the last line of the first has no end. */
function joined(first: string, second: string): string {
  return first === "" || second === "" || first.endsWith("\n") ? first + second : `${first}\n${second}`;
}
