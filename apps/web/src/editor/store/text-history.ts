// One undo history for both views. An entry holds what was done to the text, how to take it back, and the selection on
// either side. Typing close in time and place becomes one entry. Pure: the clock is an argument.

import type { Reference, TextEdit } from "@ironweave/schema";
import { invertEdits } from "./text-edits.ts";

/** One change of the text and its inverse. */
export interface HistoryStep {
  readonly edits: readonly TextEdit[];
  readonly inverse: readonly TextEdit[];
}

/** What one undo takes back. `label` says it in words ("Delete create hosts"). */
export interface HistoryEntry {
  readonly label: string;
  readonly steps: readonly HistoryStep[];
  readonly before: readonly Reference[];
  readonly after: readonly Reference[];
  /** Set while the entry may still take more typing: when it was last extended, in epoch milliseconds. */
  readonly typingAt?: number;
  /** One stay in a field of a form: whatever is typed there meanwhile is one entry. */
  readonly visit?: number;
  /** Told apart from every other entry of the session; kept when more joins. */
  readonly id?: number;
}

/** Entries done, oldest first, and entries undone, next redo last. */
export interface TextHistory {
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
}

/** Nothing to undo. */
export const EMPTY_HISTORY: TextHistory = { past: [], future: [] };

const MAX_ENTRIES = 500;
const MAX_STEPS = 200;
const PAUSE_MS = 800;

/** The step for edits about to be applied to `text`. */
export function stepOf(text: string, edits: readonly TextEdit[]): HistoryStep {
  return { edits, inverse: invertEdits(text, edits) };
}

/** Adds an entry; what was undone is forgotten. Typing joins the entry before it where it continues it. */
export function record(history: TextHistory, entry: HistoryEntry): TextHistory {
  const last = history.past.at(-1);
  if (last !== undefined && continues(last, entry)) {
    const joined = { ...last, steps: [...last.steps, ...entry.steps], after: entry.after, typingAt: entry.typingAt };
    return { past: [...history.past.slice(0, -1), joined], future: [] };
  }
  return { past: [...history.past.slice(-(MAX_ENTRIES - 1)), entry], future: [] };
}

/** Ends the running entry, so that the next typing starts a new one (after a cursor jump or a blur). */
export function closeEntry(history: TextHistory): TextHistory {
  const last = history.past.at(-1);
  if (last?.typingAt === undefined) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, typingAt: undefined }] };
}

/** Moves the newest entry to the future and gives it back, for its inverse to be applied. */
export function takeUndo(
  history: TextHistory,
): { readonly entry: HistoryEntry; readonly history: TextHistory } | undefined {
  const entry = closeEntry(history).past.at(-1);
  if (entry === undefined) return undefined;
  return { entry, history: { past: history.past.slice(0, -1), future: [...history.future, entry] } };
}

/** Moves the last undone entry back to the past and gives it back, for its edits to be applied. */
export function takeRedo(
  history: TextHistory,
): { readonly entry: HistoryEntry; readonly history: TextHistory } | undefined {
  const entry = history.future.at(-1);
  if (entry === undefined) return undefined;
  return { entry, history: { past: [...history.past, entry], future: history.future.slice(0, -1) } };
}

function continues(last: HistoryEntry, entry: HistoryEntry): boolean {
  if (entry.visit !== undefined) return entry.visit === last.visit;
  if (last.typingAt === undefined || entry.typingAt === undefined) return false;
  if (entry.typingAt - last.typingAt > PAUSE_MS || last.steps.length >= MAX_STEPS) return false;
  const previous = last.steps.at(-1)?.edits;
  const next = entry.steps[0]?.edits;
  if (previous?.length !== 1 || next?.length !== 1) return false;
  const [{ range: from, text: typed }] = previous as [TextEdit];
  const [{ range: to, text }] = next as [TextEdit];
  if (text.includes("\n") && text.trim() === "") return false;
  const end = from.start + typed.length;
  return to.start === end || to.end === from.start || to.end === end;
}
