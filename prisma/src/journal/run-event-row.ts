// A run event as it lies in its row, and back: `seq`, `at` and `type` are columns, the rest is `body`.

import { headOf } from "@ironweave/schema/run";
import type { RunEvent, RunEventHead } from "@ironweave/schema/run";

/** Name of the notification channel; its payload is the run's id. */
export const RUN_EVENT_CHANNEL = "run_event";

export interface RunEventRow {
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly body: unknown;
}

/** The event without its columns. */
export function bodyOf(event: RunEvent | RunEventHead): object {
  const { seq: _seq, at: _at, type: _type, ...body } = event;
  return body;
}

/** Bodies up to this many characters are read whole. */
const SMALL_BODY = 512;

/** The body without its data as it is stored beside a large body; empty where the body is small. */
export function storedHeadOf(event: RunEvent, bodyLength: number): string {
  return bodyLength <= SMALL_BODY ? "" : JSON.stringify(bodyOf(headOf(event)));
}

/** The event of a row. Rows are written by `appendRunEvents` only, so their shape is known. */
export function runEventOf(row: RunEventRow): RunEvent {
  return { ...(row.body as object), type: row.type, seq: row.seq, at: row.at.getTime() } as RunEvent;
}
