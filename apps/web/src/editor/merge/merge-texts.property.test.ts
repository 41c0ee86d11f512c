import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../store/text-edits.ts";
import { diffLines, linesOf } from "./diff-lines.ts";
import { lineEdits } from "./line-edits.ts";
import { isClean, mergedText, mergeTexts } from "./merge-texts.ts";

// Few different lines, so that lines repeat, as they do in a workflow; some texts end without a line end.
const line = fc.constantFrom("  - a:\n", "  - b:\n", "      set:\n", "        x: 1\n", "\n", "# c\r\n", "  - d:\n");
const text = fc
  .tuple(fc.array(line, { maxLength: 24 }), fc.constantFrom("", "end", "x: 1"))
  .map(([lines, tail]) => lines.join("") + tail);

/** A text and one made of it by a few changes: closer to what people do than two random texts. */
const edited = (base: string) =>
  fc
    .array(
      fc.tuple(fc.nat(30), fc.nat(3), fc.array(fc.constantFrom("n1\n", "n2\n", "      set:\n"), { maxLength: 3 })),
      {
        maxLength: 4,
      },
    )
    .map((changes) => {
      const lines = [...linesOf(base)];
      for (const [at, removed, added] of changes) lines.splice(Math.min(at, lines.length), removed, ...added);
      return lines.join("");
    });
const triple = fc.oneof(
  fc.tuple(text, text, text),
  text.chain((base) => fc.tuple(fc.constant(base), edited(base), edited(base))),
);

const join = (base: string, mine: string, theirs: string, part: "base" | "mine" | "theirs") =>
  mergeTexts(base, mine, theirs)
    .map((chunk) => chunk[part])
    .join("");

describe("[M1] three texts become one", () => {
  test("the chunks are the three texts: nothing is lost on the way to who decides", () => {
    fc.assert(
      fc.property(triple, ([base, mine, theirs]) => {
        const parts = (["base", "mine", "theirs"] as const).map((part) => join(base, mine, theirs, part));
        expect(parts).toEqual([base, mine, theirs]);
      }),
    );
  });

  test("where one side has changed nothing, the merge is the other side", () => {
    fc.assert(
      fc.property(triple, ([base, mine]) => {
        expect(mergedText(mergeTexts(base, mine, base))).toBe(mine);
        expect(mergedText(mergeTexts(base, base, mine))).toBe(mine);
        expect(mergedText(mergeTexts(base, mine, mine))).toBe(mine);
      }),
    );
  });

  test("it does not matter whose side is which", () => {
    const mirrored = { same: "same", mine: "theirs", theirs: "mine", agreed: "agreed", conflict: "conflict" } as const;
    fc.assert(
      fc.property(triple, ([base, mine, theirs]) => {
        const swapped = mergeTexts(base, theirs, mine);
        expect(mergeTexts(base, mine, theirs)).toEqual(
          swapped.map((chunk) => ({ ...chunk, type: mirrored[chunk.type], mine: chunk.theirs, theirs: chunk.mine })),
        );
      }),
    );
  });

  test("no line that a side has added is lost: it is in the result, or in a conflict that is shown", () => {
    fc.assert(
      fc.property(triple, ([base, mine, theirs]) => {
        const chunks = mergeTexts(base, mine, theirs);
        for (const { type, base: old, mine: own, theirs: other } of chunks) {
          if (type === "conflict") continue;
          const result = type === "theirs" ? other : own;
          // What the other side has there is what both began with, or the same.
          expect([old, result]).toContain(type === "theirs" ? own : other);
        }
      }),
    );
  });

  test("choosing both keeps every line of both, and nothing is decided without a choice", () => {
    fc.assert(
      fc.property(triple, ([base, mine, theirs]) => {
        const chunks = mergeTexts(base, mine, theirs);
        const all = mergedText(
          chunks,
          chunks.map(() => "both" as const),
        );
        const lines = new Set(linesOf(all ?? "").map((one) => one.replace(/\r?\n$/u, "")));
        for (const chunk of chunks.filter(({ type }) => type === "conflict"))
          for (const one of [...linesOf(chunk.mine), ...linesOf(chunk.theirs)])
            expect(lines).toContain(one.replace(/\r?\n$/u, ""));
        expect(mergedText(chunks) === undefined).toBe(!isClean(chunks));
      }),
    );
  });
});

describe("[M2] lines that differ", () => {
  test("replaying the hunks gives the other text, and an equal line stands between any two", () => {
    fc.assert(
      fc.property(triple, ([before, after]) => {
        const hunks = diffLines(linesOf(before), linesOf(after));
        expect(applyEdits(before, lineEdits(before, after))).toBe(after);
        for (const [at, hunk] of hunks.entries()) {
          expect(hunk.end - hunk.start + hunk.afterEnd - hunk.afterStart).toBeGreaterThan(0);
          if (at > 0) expect(hunk.start).toBeGreaterThan(hunks[at - 1]?.end ?? -1);
        }
      }),
    );
  });
});
