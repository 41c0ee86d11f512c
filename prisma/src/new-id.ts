// Ids of rows: UUID version 7 (RFC 9562), so that an index grows at its end and ids sort by time of creation. Ids that one
// process makes within a millisecond sort in the order in which they were made: what comes in one batch keeps its order.

import { randomBytes, randomInt } from "node:crypto";

const latest = { ms: -1, counter: 0 };

/** A new id. The first 48 bits are the time in milliseconds, the next 12 count within it, and the rest but the variant is random. */
export function newId(nowMs: number = Date.now()): string {
  // Begins in the lower half, so that two processes hardly meet and there is room to count.
  latest.counter = nowMs === latest.ms ? latest.counter + 1 : randomInt(0x800);
  latest.ms = nowMs;
  const bytes = randomBytes(16);
  // Where the counter is full the time goes ahead by a millisecond.
  bytes.writeUIntBE(nowMs + (latest.counter >> 12), 0, 6);
  bytes.writeUInt16BE(0x7000 | (latest.counter & 0x0fff), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
