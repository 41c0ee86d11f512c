// Rows of a step's log.

import { describe, expect, it } from "vitest";
import { logRows, plainLine } from "./log-rows.ts";
import type { RunLogEntry } from "./log-rows.ts";

const entry = (seq: number, rest: Partial<RunLogEntry> = {}): RunLogEntry => ({
  seq,
  execution: 1,
  attempt: 1,
  at: seq,
  begins: false,
  lines: [`line ${seq}`],
  ...rest,
});

describe("rows of a log", () => {
  it("are its lines, each with a key of its own", () => {
    expect(logRows([entry(1, { begins: true, lines: ["a", "b"] }), entry(4)])).toEqual([
      { key: "1.0", kind: "line", text: "a", at: 1 },
      { key: "1.1", kind: "line", text: "b", at: 1 },
      { key: "4.0", kind: "line", text: "line 4", at: 4 },
    ]);
  });

  it("note where another attempt or another process begins, also after what was seen before", () => {
    const notes = (entries: readonly RunLogEntry[], before?: RunLogEntry): readonly string[] =>
      logRows(entries, before).flatMap(({ kind, text }) => (kind === "note" ? [text] : []));
    expect(notes([entry(1, { begins: true }), entry(2), entry(3, { attempt: 2, begins: true })])).toEqual([
      "Attempt 2",
    ]);
    expect(notes([entry(2, { begins: true })], entry(1))).toEqual([expect.stringContaining("worker")]);
  });

  it("are plain text: colours and controls of terminals are gone, tabs and letters stay", () => {
    expect(plainLine("\u001B[1;31mred\u001B[0m\tü\u0007 \u001B]0;title\u0007end\u0000")).toBe("red\tü end");
  });
});
