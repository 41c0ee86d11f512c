// The limit of runs that start one another.

/**
 * Runs that may start one another in a row, by `run: workflow` or by events: the next start is refused. A workflow that
 * starts itself ends here, and real ones do not come near.
 */
export const MAX_START_DEPTH = 20;
