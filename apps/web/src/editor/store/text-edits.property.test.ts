import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { TextEdit } from "@ironweave/schema";
import { applyEdits, changedRegion, differenceEdits, invertEdits, rebaseEdits } from "./text-edits.ts";

const textWithEdits = fc
  .tuple(
    fc.string({ maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(40), fc.nat(5), fc.string({ maxLength: 4 })), { maxLength: 4 }),
  )
  .map(([text, raw]) => {
    const edits: TextEdit[] = [];
    for (const [at, length, inserted] of raw.toSorted((a, b) => a[0] - b[0])) {
      const start = Math.max(Math.min(at, text.length), edits.at(-1)?.range.end ?? 0);
      edits.push({ range: { start, end: Math.min(text.length, start + length) }, text: inserted });
    }
    return { text, edits };
  });

test("undoing edits restores the text exactly", () => {
  fc.assert(
    fc.property(textWithEdits, ({ text, edits }) => {
      expect(applyEdits(applyEdits(text, edits), invertEdits(text, edits))).toBe(text);
    }),
  );
});

test("the difference of two texts, applied to the first, gives the second", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(applyEdits(before, differenceEdits(before, after))).toBe(after);
    }),
  );
});

test("an edit outside a foreign change commutes with it", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.string(),
      fc.nat(),
      fc.string({ maxLength: 3 }),
      (planned, current, at, text) => {
        const position = at % (planned.length + 1);
        const edit = { range: { start: position, end: position }, text };
        const moved = rebaseEdits([edit], planned, current);
        const region = changedRegion(planned, current);
        fc.pre(moved !== undefined);
        const expected = applyEdits(planned, [edit]);
        const foreign = differenceEdits(planned, current).map((change) =>
          position <= region.start
            ? { ...change, range: { start: change.range.start + text.length, end: change.range.end + text.length } }
            : change,
        );
        expect(applyEdits(current, moved)).toBe(applyEdits(expected, foreign));
      },
    ),
  );
});
