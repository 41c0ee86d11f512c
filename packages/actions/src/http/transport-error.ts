// Turns what undici and the network throw into the one failure an action may throw. No secrets: only the address without
// its query, and the transport's own code.

import { errors } from "undici";
import { ActionError } from "../action-error.ts";
import { LIMITS } from "../limits.ts";
import { certificateFailure } from "./certificate-failure.ts";
import { EgressBlocked } from "./guarded-connector.ts";

export interface ExchangeState {
  /** The address without query and credentials. */
  readonly where: string;
  /** Whether a deadline has passed: the client's or the caller's. */
  readonly expired: boolean;
  readonly totalMs: number;
}

/** The `ActionError` for a failed exchange; an `ActionError` is returned as it is. */
export function toActionError(error: unknown, { where, expired, totalMs }: ExchangeState): ActionError {
  if (error instanceof ActionError) return error;
  const blocked = find(error, EgressBlocked);
  if (blocked !== undefined) {
    return new ActionError("authorization", `${where} may not be reached: ${blocked.message}`, {
      title: "egress_blocked",
    });
  }
  if (expired) return timeout(`${where} did not answer completely in time (at most ${String(totalMs)} ms)`);
  if (find(error, errors.ConnectTimeoutError) !== undefined) return timeout(`${where}: no connection in time`);
  if (find(error, errors.HeadersTimeoutError) !== undefined) return timeout(`${where}: no answer in time`);
  if (find(error, errors.BodyTimeoutError) !== undefined) return timeout(`${where}: the answer stopped half-way`);
  if (find(error, errors.HeadersOverflowError) !== undefined) {
    return new ActionError("communication", `${where} answered with too many headers`, {
      title: LIMITS.headerBytes.code,
    });
  }
  if (find(error, errors.InvalidArgumentError) !== undefined) {
    return new ActionError("validation", `the request to ${where} is not valid: ${messageOf(error)}`, {
      title: "invalid_request",
    });
  }
  const certificate = certificateFailure(error, where);
  if (certificate !== undefined) return certificate;
  return new ActionError("communication", `${where} could not be reached: ${codeOf(error)}`, {
    title: "connection_failed",
    cause: error,
  });
}

function timeout(detail: string): ActionError {
  return new ActionError("timeout", detail, { title: LIMITS.totalMs.code });
}

/** The first error of a class in the chain of causes and aggregated errors. */
function find<T extends Error>(error: unknown, kind: new (...args: never[]) => T, depth = 0): T | undefined {
  if (error instanceof kind) return error;
  if (!(error instanceof Error) || depth > 5) return undefined;
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  for (const each of inner) {
    const found = find(each, kind, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return messageOf(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
