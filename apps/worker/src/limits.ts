// The worker's limits that both sides of the sandbox keep. Pure.

/** Room for what surrounds a value in a message, within the 16 MiB of one payload. */
const ENVELOPE_BYTES = 64 * 1024;

/** Largest arguments, or result, of a step, as JSON: beyond it `payload_too_large`. */
export const PAYLOAD_LIMIT_BYTES: number = 16 * 1024 * 1024 - ENVELOPE_BYTES;
/** A safe call may take this long inside the workflow task; then an activity of its own carries on. */
export const LOCAL_ATTEMPT_MS = 1_500;
