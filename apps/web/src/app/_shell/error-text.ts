// What to tell the user of a failed call: the server's own sentence, or that it could not be reached.

import { isApiError } from "../../trpc/trpc-error.ts";

/** One sentence for people. Never a stack or an address. */
export function errorText(error: unknown): string {
  if (isApiError(error) && error.data !== undefined && error.data !== null) return error.message;
  return "The server cannot be reached. Check that Ironweave is running; this page keeps trying.";
}
