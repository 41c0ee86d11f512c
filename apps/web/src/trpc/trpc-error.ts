// What a failed call carries. `error.data.error` is the stable code of server/api-error.ts; `undefined` data means that no
// answer came back (the network or the server is down).

import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "../server/routers/app-router.ts";

/** True for every error that a tRPC call rejects with. */
export function isApiError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}

/** The stable code of a refusal, e.g. `draft_conflict`, or undefined where the server gave no answer. */
export function apiErrorCode(error: unknown): string | undefined {
  return isApiError(error) ? error.data?.error : undefined;
}
