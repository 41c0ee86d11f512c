// The id of an event in a stream: its number, and the revision of the journal where that was ever rewritten. A reader that
// resumes by it is told everything anew where the journal has been rewritten since (ADR 110).

/** Where a stream stands. */
export interface EventPosition {
  readonly seq: number;
  readonly revision: number;
}

const EVENT_ID = /^(\d{1,12})(?:\.(\d{1,9}))?$/u;

/** The id after an event of this number: `12`, or `12.1` in a journal that was rewritten once. */
export function eventId({ seq, revision }: EventPosition): string {
  return revision === 0 ? String(seq) : `${seq}.${revision}`;
}

/** The position an id says, or undefined where it is none. */
export function readEventId(id: string): EventPosition | undefined {
  const match = EVENT_ID.exec(id);
  return match === null ? undefined : { seq: Number(match[1]), revision: Number(match[2] ?? 0) };
}
