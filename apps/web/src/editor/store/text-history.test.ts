import { expect, test } from "vitest";
import { closeEntry, EMPTY_HISTORY, record, stepOf, takeRedo, takeUndo, type HistoryEntry } from "./text-history.ts";

function typing(at: number, text: string, typingAt: number): HistoryEntry {
  const steps = [stepOf("x".repeat(50), [{ range: { start: at, end: at }, text }])];
  return { label: "Typing", steps, before: [], after: [], typingAt };
}
const gesture: HistoryEntry = { label: "Delete", steps: [], before: ["/do/0/a"], after: [] };

test("letters typed one after the other are one undo step", () => {
  const history = [typing(3, "a", 0), typing(4, "b", 100), typing(5, "c", 700)].reduce(record, EMPTY_HISTORY);
  expect(history.past.map((entry) => entry.steps.length)).toEqual([3]);
});

test("a pause, a jump or a new line begins another undo step", () => {
  const after = (next: HistoryEntry) => record(record(EMPTY_HISTORY, typing(3, "a", 0)), next).past.length;
  expect([typing(4, "b", 900), typing(20, "b", 100), typing(4, "\n  ", 100)].map(after)).toEqual([2, 2, 2]);
});

test("a gesture is always its own undo step and ends the typing before it", () => {
  const history = [typing(3, "a", 0), gesture, typing(4, "b", 100)].reduce(record, EMPTY_HISTORY);
  expect(history.past.map((entry) => entry.label)).toEqual(["Typing", "Delete", "Typing"]);
});

test("a closed entry takes no more typing", () => {
  expect(record(closeEntry(record(EMPTY_HISTORY, typing(3, "a", 0))), typing(4, "b", 1)).past.length).toBe(2);
});

test("undo then redo gives the history back; a new change forgets what was undone", () => {
  const history = record(EMPTY_HISTORY, gesture);
  const undone = takeUndo(history);
  expect(undone).toEqual({ entry: gesture, history: { past: [], future: [gesture] } });
  expect(takeRedo(undone!.history)).toEqual({ entry: gesture, history });
  expect(record(undone!.history, typing(0, "z", 0)).future).toEqual([]);
  expect(takeUndo(EMPTY_HISTORY)).toBeUndefined();
});
