// Whether a failed reading means that there is no such thing.

import { apiErrorCode } from "../../trpc/trpc-error.ts";

/** True where the thing is not there, or the address does not even look like an id. Only for readings whose sole input is the address. */
export function isMissing(error: unknown): boolean {
  const code = apiErrorCode(error);
  return code === "not_found" || code === "invalid_input";
}
