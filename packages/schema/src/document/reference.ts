// A task's identity: its JSON Pointer (RFC 6901) in the document, e.g. `/do/2/deploy/try/0/apply`.

/** A JSON Pointer into the document. A task's reference ends with its name; the document itself is "". */
export type Reference = string;
