import { applyTextEdits } from "@ironweave/schema";
import { expect, test } from "vitest";
import { editsOfChanges, hiddenUnits } from "./offset-map.ts";

test("changes told from the last to the first become sorted edits of the same text", () => {
  const edits = editsOfChanges(
    [
      { rangeOffset: 4, rangeLength: 1, text: "E" },
      { rangeOffset: 0, rangeLength: 1, text: "" },
    ],
    0,
  );
  expect(applyTextEdits("abcdef", edits)).toBe("bcdEf");
});

test("a byte order mark stays where it is", () => {
  const text = "\uFEFFab";
  const edits = editsOfChanges([{ rangeOffset: 0, rangeLength: 1, text: "x" }], hiddenUnits(text));
  expect(applyTextEdits(text, edits)).toBe("\uFEFFxb");
});
