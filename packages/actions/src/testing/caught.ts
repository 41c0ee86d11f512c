// What a promise rejects with, in the shape tests compare: kind, status and title of an `ActionError`, never its prose.

import { ActionError } from "../action-error.ts";

export interface Caught {
  readonly kind: string;
  readonly title: string | undefined;
  readonly status?: number;
}

/** The failure's identity. Throws when the promise fulfils or rejects with anything else. */
export async function caught(promise: Promise<unknown>): Promise<Caught> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return { kind: error.kind, title: error.title, ...(error.status === undefined ? {} : { status: error.status }) };
  }
  throw new Error("the promise was fulfilled");
}
