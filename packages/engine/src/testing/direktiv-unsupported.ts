// For tests: Direktiv's cases that do not agree after the import, each with its reason.

/** Reasons by the case's id. */
export const UNSUPPORTED: Readonly<Record<string, string>> = {};
