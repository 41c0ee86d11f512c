// Turns what client libraries throw into the failure an action may throw. Their words are quoted: they hold addresses and
// reasons, no credentials.

import { ActionError } from "../action-error.ts";
import { certificateFailure } from "../http/certificate-failure.ts";
import { LIMITS } from "../limits.ts";
import type { Target } from "./broker.ts";

const DENIED =
  /not auth|authori[sz]ation|unauthori|auth.*fail|access.?refused|bad user|permissions violation|SASL|ACCESS_REFUSED|\b40[13]\b/i;

/** The `ActionError`: as it is, `authentication` `asyncapi_refused`, or `communication` `certificate_refused` or `connection_failed`. */
export function brokerFailure(error: unknown, { protocol, host, port }: Target): ActionError {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    if (each instanceof ActionError) return each;
  }
  const where = `${protocol}://${host}:${String(port)}`;
  const certificate = certificateFailure(error, where);
  if (certificate !== undefined) return certificate;
  const words = messageOf(error).slice(0, LIMITS.errorExcerptChars.value);
  if (DENIED.test(words)) {
    return new ActionError("authentication", `${where} refused the credentials: ${words}`, {
      title: "asyncapi_refused",
    });
  }
  return new ActionError("communication", `${where}: ${words}`, { title: "connection_failed", cause: error });
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return error.message === "" ? code : error.message;
}
