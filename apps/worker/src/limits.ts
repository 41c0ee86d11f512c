// The worker's limits that both sides of the sandbox keep. Pure.

/** Largest arguments, or result, of a step, as JSON: beyond it `payload_too_large`. */
export { PAYLOAD_LIMIT_BYTES } from "@ironweave/engine";
/** A safe call may take this long inside the workflow task; then an activity of its own carries on. */
export const LOCAL_ATTEMPT_MS = 1_500;
/** Bytes of one line that a step writes to the run's log, and of all lines of one attempt: what is more is cut, and a line says so. */
export const STEP_LOG_LIMITS = { lineBytes: 8_192, stepBytes: 1_048_576 } as const;
