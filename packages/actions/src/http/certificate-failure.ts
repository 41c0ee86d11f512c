// What is wrong with a server's certificate, and who can mend it, whichever client found out. Nothing was sent to the server then.

import { ActionError } from "../action-error.ts";

const NAMES = new Set(["ERR_TLS_CERT_ALTNAME_INVALID", "HOSTNAME_MISMATCH"]);
const TIMES = new Set(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"]);
const ISSUERS = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_UNTRUSTED",
]);
/** Other words of OpenSSL for a certificate that is not taken. */
const OTHERS = new Set([
  "CERT_REJECTED",
  "CERT_REVOKED",
  "CERT_SIGNATURE_FAILURE",
  "CERT_CHAIN_TOO_LONG",
  "INVALID_CA",
  "INVALID_PURPOSE",
  "PATH_LENGTH_EXCEEDED",
]);

/** `communication` `certificate_refused` with what to do, where the cause is the certificate of `where`; else undefined. */
export function certificateFailure(error: unknown, where: string): ActionError | undefined {
  const code = codeIn(error, 0);
  if (code === undefined) return undefined;
  const refused = (words: string): ActionError =>
    new ActionError("communication", `the certificate of ${where} ${words} (${code})`, {
      title: "certificate_refused",
      cause: error,
    });
  if (NAMES.has(code))
    return refused("is made out to other names: call it by one of them, or have one made for this name");
  if (TIMES.has(code)) return refused("has expired or is not valid yet: have it renewed, and compare the clocks");
  if (!ISSUERS.has(code)) return refused("is not valid: have a proper one made");
  return refused(
    "comes from an authority that is not trusted here: if it is a private one, the operator starts Ironweave with NODE_EXTRA_CA_CERTS naming a file with the authority's certificate",
  );
}

/** The code of the first failed certificate in the chain of causes and aggregated errors. */
function codeIn(error: unknown, depth: number): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if ([NAMES, TIMES, ISSUERS, OTHERS].some((codes) => codes.has(code))) return code;
  for (const inner of error instanceof AggregateError ? error.errors : [error.cause]) {
    const found = codeIn(inner, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
