// How the status of a gRPC call becomes an error of the DSL. The numbers are those of HTTP, as google.rpc maps them, so that
// a document catches a missing thing as 404 whichever way it asked.

import { status } from "@grpc/grpc-js";
import { ActionError } from "../action-error.ts";
import type { ActionErrorKind } from "../action-error.ts";
import { LIMITS } from "../limits.ts";

const MEANING: Readonly<Record<number, readonly [ActionErrorKind, number]>> = {
  [status.CANCELLED]: ["communication", 499],
  [status.UNKNOWN]: ["communication", 500],
  [status.INVALID_ARGUMENT]: ["communication", 400],
  [status.DEADLINE_EXCEEDED]: ["timeout", 408],
  [status.NOT_FOUND]: ["communication", 404],
  [status.ALREADY_EXISTS]: ["communication", 409],
  [status.PERMISSION_DENIED]: ["authorization", 403],
  [status.RESOURCE_EXHAUSTED]: ["communication", 429],
  [status.FAILED_PRECONDITION]: ["communication", 412],
  [status.ABORTED]: ["communication", 409],
  [status.OUT_OF_RANGE]: ["communication", 400],
  [status.UNIMPLEMENTED]: ["communication", 501],
  [status.INTERNAL]: ["communication", 500],
  [status.UNAVAILABLE]: ["communication", 503],
  [status.DATA_LOSS]: ["communication", 500],
  [status.UNAUTHENTICATED]: ["authentication", 401],
};

/** The `ActionError`, title `grpc_status` (`timeout` for a deadline), for a call that ended with a status other than OK. */
export function grpcFailure(where: string, code: number, details: string): ActionError {
  const [kind, number] = MEANING[code] ?? ["communication", 500];
  const name = status[code] ?? String(code);
  const words = details.slice(0, LIMITS.errorExcerptChars.value);
  return new ActionError(kind, `${where} ended with ${name}${words === "" ? "" : `: ${words}`}`, {
    status: number,
    title: kind === "timeout" ? LIMITS.totalMs.code : "grpc_status",
  });
}
