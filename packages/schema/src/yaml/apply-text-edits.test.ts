import { expect, test } from "vitest";
import { applyTextEdits, invertTextEdits, normalizeTextEdits } from "./apply-text-edits.ts";

const edit = (start: number, end: number, text: string): { range: { start: number; end: number }; text: string } => ({
  range: { start, end },
  text,
});

test("[E2] edits apply in order, and undo", () => {
  const edits = [edit(0, 1, "AA"), edit(2, 2, "-"), edit(3, 6, "")];
  const after = applyTextEdits("abcdef", edits);
  expect([after, applyTextEdits(after, invertTextEdits("abcdef", edits))]).toEqual(["AAb-c", "abcdef"]);
});

test("[E2] edits that overlap or leave the text are refused", () => {
  for (const edits of [[edit(0, 2, ""), edit(1, 3, "")], [edit(0, 9, "")], [edit(2, 1, "")]]) {
    expect(() => applyTextEdits("abc", edits)).toThrow(RangeError);
  }
});

test("[E2] normal edits are sorted, joined where they touch, and no wider than what differs", () => {
  expect(normalizeTextEdits("abcdef", [edit(3, 6, "dXf"), edit(0, 1, ""), edit(1, 2, "b"), edit(6, 6, "")])).toEqual([
    edit(0, 1, ""),
    edit(4, 5, "X"),
  ]);
});
