// A step's log as rows: its lines as plain text, with a note where another attempt or another process begins.

import type { RunLogPage } from "../../server/contract/run-contract.ts";

export type RunLogEntry = RunLogPage["entries"][number];

export interface LogRow {
  readonly key: string;
  readonly kind: "line" | "note";
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

// Colours and cursor movements that programs send to a terminal, and what is left of control characters, tabs aside.
const CONTROLS = new RegExp(
  [
    String.raw`\u001B\[[0-9;?]*[ -/]*[@-~]`,
    String.raw`\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)`,
    String.raw`[\u0000-\u0008\u000B-\u001F\u007F-\u009F]`,
  ].join("|"),
  "gu",
);

/** The line without what only a terminal understands. */
export function plainLine(line: string): string {
  return line.replace(CONTROLS, "");
}

/** The rows of further entries, after the last one that was seen before. */
export function logRows(entries: readonly RunLogEntry[], before?: RunLogEntry): readonly LogRow[] {
  let last = before;
  return entries.flatMap((entry) => {
    const { seq, at } = entry;
    const note = noteBetween(last, entry);
    last = entry;
    const lines = entry.lines.map((line, index): LogRow => ({
      key: `${seq}.${index}`,
      kind: "line",
      text: plainLine(line),
      at,
    }));
    return note === undefined ? lines : [{ key: `${seq}.note`, kind: "note", text: note, at } as const, ...lines];
  });
}

function noteBetween(last: RunLogEntry | undefined, { attempt, begins }: RunLogEntry): string | undefined {
  if (last === undefined) return undefined;
  if (last.attempt !== attempt) return `Attempt ${attempt}`;
  return begins ? "Begun again: the worker that wrote the lines above was lost" : undefined;
}
