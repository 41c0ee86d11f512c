// A DSL error on its way up. It carries the RFC 7807 object; the task that lets it through first becomes its `instance`.
// Any other thrown value is a bug of ours and must never be turned into one of these.

import type { WorkflowError } from "@ironweave/schema/run";
import { STANDARD_ERRORS, standardErrorType } from "./standard-error.ts";
import type { StandardErrorKind } from "./standard-error.ts";

/** A failure of the running document: thrown by the engine and by hosts, caught by `try` tasks. */
export class WorkflowFault extends Error {
  override readonly name = "WorkflowFault";
  readonly error: WorkflowError;
  /** How long the other side asks to be left alone, in milliseconds. No part of the error that documents see. */
  readonly retryAfterMs: number | undefined;

  constructor(error: WorkflowError, retryAfterMs?: number) {
    super(error.detail ?? error.title ?? error.type);
    this.error = error;
    this.retryAfterMs = retryAfterMs;
  }
}

/** A standard fault. `status` defaults to the type's own (dsl-reference, "Standard Error Types"). */
export function standardFault(
  kind: StandardErrorKind,
  detail: string,
  options: { readonly status?: number; readonly title?: string; readonly instance?: string } = {},
): WorkflowFault {
  const standard = STANDARD_ERRORS[kind];
  return new WorkflowFault({
    type: standardErrorType(kind),
    status: options.status ?? standard.status,
    title: options.title ?? standard.title,
    detail,
    ...(options.instance === undefined ? {} : { instance: options.instance }),
  });
}

/** The same fault with `instance` set, unless it has one already. */
export function faultAt(fault: WorkflowFault, instance: string): WorkflowFault {
  return fault.error.instance === undefined
    ? new WorkflowFault({ ...fault.error, instance }, fault.retryAfterMs)
    : fault;
}

/** The fault that an action's error means: its closed kind is one of the standard types (architecture, "Errors"). */
export function faultFromActionError(error: {
  readonly kind: StandardErrorKind;
  readonly message: string;
  readonly status?: number | undefined;
  readonly title?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}): WorkflowFault {
  const fault = standardFault(error.kind, error.message, {
    ...(error.status === undefined ? {} : { status: error.status }),
    ...(error.title === undefined ? {} : { title: error.title }),
  });
  return error.retryAfterMs === undefined ? fault : new WorkflowFault(fault.error, error.retryAfterMs);
}
