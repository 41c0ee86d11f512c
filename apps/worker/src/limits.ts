// The worker's limits that both sides of the sandbox keep. Pure.

/** Room for what surrounds a value in a message, within the 16 MiB of one payload. */
const ENVELOPE_BYTES = 64 * 1024;

/** Largest arguments, or result, of a step, as JSON: beyond it `payload_too_large`. */
export const PAYLOAD_LIMIT_BYTES: number = 16 * 1024 * 1024 - ENVELOPE_BYTES;
/** A safe call may take this long inside the workflow task; then an activity of its own carries on. */
export const LOCAL_ATTEMPT_MS = 1_500;
/** Bytes of one line that a step writes to the run's log, and of all lines of one attempt: what is more is cut, and a line says so. */
export const STEP_LOG_LIMITS = { lineBytes: 8_192, stepBytes: 1_048_576 } as const;
